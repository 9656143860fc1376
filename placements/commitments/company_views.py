"""/leerbedrijf/<company>/toezeggingen/: what a company promises, by its own contact."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from placements.commitments import actions, showing
from placements.commitments.actions import Shown
from placements.commitments.catalogue import ANSWER, BY_CODE, CATALOGUE, Entry
from placements.commitments.forms import DeclareForm, EvidenceForm, SeenForm
from placements.commitments.models import CompanyCommitment
from placements.commitments.rules import RuleBroken
from placements.commitments.transitions import State, Verb, following
from placements.companies.models import TrainingCompany
from placements.contacts.access import of_own_company, person, sent
from stagebaken.web.days import today


def _entry(code: str) -> Entry:
    if code not in BY_CODE:
        raise Http404
    return BY_CODE[code]


def _find(company: TrainingCompany, code: str) -> CompanyCommitment | None:
    rows = company.commitments.select_related("company", "commitment", "checked_by")
    return rows.prefetch_related("events__school").filter(commitment=code).first()


def _made(company: TrainingCompany, code: str) -> CompanyCommitment:
    one = _find(company, _entry(code).code)
    if one is None:
        raise Http404
    return one


def _back(company: TrainingCompany, code: str) -> HttpResponse:
    return redirect("commitments:one", company_id=company.pk, code=code)


def _try(request: HttpRequest, verb: Callable[[], object], done: str) -> bool:
    try:
        verb()
    except RuleBroken as refusal:
        messages.warning(request, str(refusal))
        return False
    messages.success(request, done)
    return True


@require_safe
@of_own_company
def overview(request: HttpRequest, company: TrainingCompany) -> HttpResponse:
    """Every commitment of the catalogue, promised or not."""
    made = {card.code: card for card in showing.cards(company, today())}
    cards = [
        made.get(entry.code) or showing.blank(entry.code, entry.current) for entry in CATALOGUE
    ]
    context = {"company": company, "cards": cards, "standing": sum(card.stands for card in cards)}
    return render(request, "commitments/overview.html", context)


@require_safe
@of_own_company
def one(request: HttpRequest, company: TrainingCompany, code: str) -> HttpResponse:
    return _page(request, company, code)


def _page(
    request: HttpRequest, company: TrainingCompany, code: str, status: int = 200, **forms: Any
) -> HttpResponse:
    entry, made, day = _entry(code), _find(company, code), today()
    state = made.state_on(day) if made else State.NONE
    stands = state in (State.DECLARED, State.EVIDENCE, State.CHECKED)
    seen = {"seen": made.revision if made else 0}
    context = {
        "company": company,
        "card": showing.card(made, day) if made else showing.blank(code, entry.current),
        "text": made.text if made and stands else entry.current,
        "has_newer_text": made is not None and stands and made.version != entry.current.version,
        "made": made,
        "stands": stands,
        "may_show": following(state, Verb.GIVE_EVIDENCE) is not None,
        "evidence": made.evidence.filter(round=made.round) if made else [],
        "history": _history(made),
        "seen_form": SeenForm(initial=seen),
        "declare_form": DeclareForm(initial=seen, has_days=code == ANSWER),
    }
    return render(request, "commitments/one.html", context | forms, status=status)


def _history(made: CompanyCommitment | None) -> list[dict[str, Any]]:
    """With the reasons of those who checked: they were written to this company."""
    return showing.history(made.events.all(), notes=True) if made else []


@require_POST
@of_own_company
def declare(request: HttpRequest, company: TrainingCompany, code: str) -> HttpResponse:
    entry = _entry(code)
    form = DeclareForm(request.POST, has_days=entry.code == ANSWER)
    if not form.is_valid():
        return _page(request, company, code, status=422, declare_form=form, form=form)
    values = form.cleaned_data
    done = _("Beloofd. Het staat nu op de pagina van je bedrijf.")

    def verb() -> object:
        return actions.declare(
            by=person(request), company=company, code=code, seen=values["seen"],
            answer_days=values.get("answer_days"),
        )  # fmt: skip

    _try(request, verb, done)
    return _back(company, code)


@require_http_methods(["GET", "HEAD", "POST"])
@of_own_company
def show(request: HttpRequest, company: TrainingCompany, code: str) -> HttpResponse:
    """Give evidence: text, a link, a badge."""
    made = _made(company, code)
    form = EvidenceForm(sent(request), initial={"seen": made.revision})
    if request.method == "POST" and form.is_valid():
        values = dict(form.cleaned_data)
        seen = values.pop("seen")

        def verb() -> object:
            shown = Shown(**values)
            return actions.give_evidence(by=person(request), one=made, seen=seen, shown=shown)

        _try(request, verb, _("Je bewijs is bewaard. Een school of SBB kijkt het na."))
        return _back(company, code)
    if request.method != "POST" and following(made.state_on(today()), Verb.GIVE_EVIDENCE) is None:
        return _back(company, code)
    status = 422 if form.errors else 200
    context = {"company": company, "made": made, "form": form}
    return render(request, "commitments/show.html", context, status=status)


@require_POST
@of_own_company
def renew(request: HttpRequest, company: TrainingCompany, code: str) -> HttpResponse:
    made, form = _made(company, code), SeenForm(request.POST)
    if form.is_valid():
        seen = form.cleaned_data["seen"]
        _try(
            request,
            lambda: actions.renew(by=person(request), one=made, seen=seen),
            _("Vernieuwd. Geef ook nieuw bewijs, dan kan het weer worden nagekeken."),
        )
    return _back(company, code)


@require_http_methods(["GET", "HEAD", "POST"])
@of_own_company
def withdraw(request: HttpRequest, company: TrainingCompany, code: str) -> HttpResponse:
    """Asked once more, with what is lost."""
    made, form = _made(company, code), SeenForm(sent(request))
    if request.method == "POST" and form.is_valid():
        seen = form.cleaned_data["seen"]
        _try(
            request,
            lambda: actions.withdraw(by=person(request), one=made, seen=seen),
            _("Ingetrokken. Je kunt het later opnieuw beloven."),
        )
        return _back(company, code)
    if following(made.state_on(today()), Verb.WITHDRAW) is None:
        return _back(company, code)
    context = {
        "company": company,
        "made": made,
        "losses": _losses(made),
        "hidden": [("seen", made.revision)],
    }
    return render(request, "commitments/withdraw.html", context)


def _losses(made: CompanyCommitment) -> list[str]:
    """What withdrawing takes from the company."""
    losses = [_("Studenten zien deze belofte niet meer in de zoekresultaten.")]
    if made.is_checked(today()):
        losses.append(_("Dat %(who)s het nakeek, telt niet meer.") % {"who": made.checker})
    if made.state == State.EVIDENCE:
        losses.append(_("Het bewijs dat je gaf, wordt niet meer nagekeken."))
    losses.append(_("Op je pagina blijft staan dat je het beloofde en introk, en wanneer."))
    return losses
