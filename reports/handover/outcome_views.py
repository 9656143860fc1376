"""Conclude an investigation: first what it is, then what follows from it, then it is done."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from placements.companies.models import TrainingCompany
from placements.supervision.decisions import Refused, consequences, losses
from placements.supervision.reading import Line, lines
from reports.handover import investigating, linking
from reports.handover.access import OneInvestigation
from reports.handover.forms import ConclusionForm, OutcomeForm
from reports.handover.investigating import DECISIONS
from reports.handover.opening import OpenInvestigation, open_investigation
from reports.handover.outcomes import Outcome
from reports.handover.vocabulary import Conclusion, IllegalState, State
from stagebaken.accounts.kept import typed
from stagebaken.web.days import today

COLLEAGUE = gettext_lazy(
    "Jij schreef op om welk bedrijf het gaat. Een collega kijkt of dat klopt, en legt de uitkomst "
    "vast. Zo beslist niemand alleen."
)


# The buttons that go to another step than the next, and the last one.
CHOOSE, FILL_IN = "kies", "invullen"
STEPS = ("step", "confirmed")


class OutcomePage(OneInvestigation):
    """First which outcome, then what that one takes, then the letter. Each step is a post.

    What was typed for another outcome travels along unseen: who chooses that one again has it.
    """

    def get(self, request: HttpRequest, investigation_id: UUID) -> HttpResponse:
        opened = self._open()
        if self.investigation.state == State.CLOSED:
            return self.back()
        return self._choose(opened, ConclusionForm(lines=self._lines(opened)))

    def post(self, request: HttpRequest, investigation_id: UUID) -> HttpResponse:
        opened, step = self._open(), request.POST.get("step")
        lines = self._lines(opened)
        if step == CHOOSE:
            return self._choose(opened, ConclusionForm(initial=request.POST.dict(), lines=lines))
        first = ConclusionForm(request.POST, lines=lines)
        if not first.is_valid():
            return self._choose(opened, first, status=422)
        conclusion = Conclusion(first.cleaned_data["conclusion"])
        if step == FILL_IN:
            begun = begun_of(request.POST) | {"once": first.cleaned_data["once"]}
            again = OutcomeForm(initial=begun, conclusion=conclusion, lines=lines)
            return self._ask(opened, again)
        return self._answer(opened, OutcomeForm(request.POST, conclusion=conclusion, lines=lines))

    def _answer(self, opened: OpenInvestigation, form: OutcomeForm) -> HttpResponse:
        if not form.is_valid():
            return self._ask(opened, form, status=422)
        try:
            linking.settled(self.open_vault(), opened.keys, self.investigation)
        except linking.NoCompany:
            return self._ask_company(opened, form)
        except linking.NeedsColleague:
            return self._ask_colleague(opened, form)
        if "confirmed" not in self.request.POST:
            return self._confirm(opened, form.outcome)
        return self._conclude(opened, form)

    def _open(self) -> OpenInvestigation:
        return open_investigation(member=self.open_vault(), investigation=self.investigation)

    def _lines(self, opened: OpenInvestigation) -> list[Line]:
        """The recognitions of the company that was linked, still running or to come."""
        company = linked(opened)
        return lines(company, today()) if company else []

    def _conclude(self, opened: OpenInvestigation, form: OutcomeForm) -> HttpResponse:
        try:
            is_new = investigating.conclude(
                member=self.open_vault(),
                investigation=self.investigation,
                outcome=form.outcome,
                once=form.cleaned_data["once"],
            )
        except Refused as refusal:
            form.add_error("scope", str(refusal))
            return self._ask(opened, form, status=422)
        except (linking.NoCompany, PermissionDenied):
            return self._ask_company(opened, form)
        except linking.NeedsColleague:
            return self._ask_colleague(opened, form)
        except IllegalState:
            form.add_error(None, _("Een collega rondde deze melding al af. Er is niets verstuurd."))
            return self._ask(opened, form, status=409)
        if is_new:
            messages.success(self.request, _("De uitkomst is vastgelegd en naar de school."))
        return self.back()

    def _ask_company(self, opened: OpenInvestigation, form: OutcomeForm) -> HttpResponse:
        form.add_error(None, _("Kies eerst om welk bedrijf het gaat."))
        return self._ask(opened, form, status=422)

    def _ask_colleague(self, opened: OpenInvestigation, form: OutcomeForm) -> HttpResponse:
        form.add_error(None, COLLEAGUE)
        return self._ask(opened, form, status=409)

    def _choose(
        self, opened: OpenInvestigation, form: ConclusionForm, status: int = 200
    ) -> HttpResponse:
        return self._show("handover/conclusion.html", opened, form, status)

    def _ask(self, opened: OpenInvestigation, form: OutcomeForm, status: int = 200) -> HttpResponse:
        return self._show("handover/outcome.html", opened, form, status)

    def _show(
        self, template: str, opened: OpenInvestigation, form: ConclusionForm, status: int
    ) -> HttpResponse:
        needs_colleague = linking.needs_colleague(
            self.open_vault(), self.investigation, opened.card
        )
        carried = typed(self.request, self.passphrase_field)
        context = {
            "investigation": self.investigation,
            "card": opened.card,
            "form": form,
            "hidden": [one for one in carried if one[0] not in {*form.fields, *STEPS}],
            "has_company": opened.has_company,
            "needs_colleague": needs_colleague,
            # Nobody types an outcome that cannot be kept; what was typed already is not lost.
            "is_asked": bool(carried) or (opened.has_company and not needs_colleague),
            "has_lines": bool(form.lines),
        }
        return render(self.request, template, context, status=status)

    def _confirm(self, opened: OpenInvestigation, outcome: Outcome) -> HttpResponse:
        """Show the letter and what changes; the answer carries what was typed along."""
        sent = typed(self.request, self.passphrase_field)
        hidden = [one for one in sent if one[0] not in STEPS]
        context = {
            "investigation": self.investigation,
            "letter": outcome.letter().splitlines(),
            "follows": follows(opened, outcome),
            "lines": opened.document.splitlines(),
            "company": opened.card.get("company") or _("Niet in het register"),
            "hidden": hidden,
        }
        return render(self.request, "handover/confirm.html", context)


def begun_of(sent: QueryDict) -> dict[str, Any]:
    """What was typed before, as what a form begins with: nothing is a mistake yet."""
    many = {"scope": sent.getlist("scope")} if "scope" in sent else {}
    return sent.dict() | many


def linked(opened: OpenInvestigation) -> TrainingCompany | None:
    """The company of the register that SBB says it is about."""
    if opened.company_id is None:
        return None
    return TrainingCompany.objects.filter(pk=opened.company_id).first()


def follows(opened: OpenInvestigation, outcome: Outcome) -> list[str]:
    """What will be different, a sentence each."""
    decision = DECISIONS.get(outcome.conclusion)
    company = linked(opened)
    found = [_("De school krijgt deze brief. De student hoort het van de school, niet van ons.")]
    if decision is not None and company is not None and outcome.day is not None:
        until = outcome.until if outcome.conclusion is Conclusion.SUSPENDED else None
        found += [
            consequences(decision, company, name, outcome.day, until)
            for name in outcome.scope_names
        ]
        found += losses(decision)
    return found
