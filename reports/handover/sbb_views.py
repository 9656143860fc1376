"""The pages of /toezicht/zaken/: thin. A locked vault sends to its door and comes back."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from placements.accreditations.bpv import bpv_services
from placements.companies.models import TrainingCompany
from placements.supervision.forms import FindForm
from reports.handover import counting, ending, expecting, investigating, linking
from reports.handover.access import InvestigationVerb, OneInvestigation, SbbView
from reports.handover.forms import DayForm, NoteForm, ResponseForm
from reports.handover.opening import keys_for, open_investigation, read_cards
from reports.handover.pages import case_page, rows, year_table
from reports.handover.policy import POLICY
from reports.handover.vocabulary import IllegalState
from stagebaken.audit.models import Verb
from stagebaken.vault.errors import VaultLocked
from stagebaken.vault.sessions import UnlockedMember, unlocked
from stagebaken.web.days import today

PAGE_SIZE = 50


class InvestigationList(SbbView):
    """What schools handed over; what waits for a first response first."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """A closed vault shows no row: only a card tells which this advisor may not see."""
        member = self._member()
        context = self._found(member) if member else {}
        return render(request, "handover/list.html", context | {"is_unlocked": member is not None})

    def _member(self) -> UnlockedMember | None:
        try:
            return unlocked(self.request)
        except VaultLocked:
            return None

    def _found(self, member: UnlockedMember) -> dict[str, Any]:
        visible = POLICY.visible_to(self.user).by_urgency(today()).select_related("dossier")
        page = Paginator(visible, PAGE_SIZE).get_page(self.request.GET.get("page"))
        found = list(page)
        cards = read_cards(member=member, investigations=found)
        return {"page": page, "rows": rows(found, cards, today())}


class Years(SbbView):
    """How many reports SBB registered in a year that is over, and what they ended in (R2)."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return render(request, "handover/years.html", year_table(counting.years(), today()))


class CasePage(OneInvestigation):
    def get(self, request: HttpRequest, investigation_id: UUID) -> HttpResponse:
        return show(self)


def show(page: OneInvestigation, status: int = 200, **forms: Any) -> HttpResponse:
    """The page of one copy; `forms` are those that came back with a mistake."""
    opened = open_investigation(member=page.open_vault(), investigation=page.investigation)
    context = {
        "response_form": ResponseForm(investigation=page.investigation),
        "day_form": DayForm(investigation=page.investigation),
        "note_form": NoteForm(),
        "form": next(iter(forms.values()), None),
    }
    needs_colleague = linking.needs_colleague(page.open_vault(), page.investigation, opened.card)
    context |= case_page(opened, today(), needs_colleague=needs_colleague) | forms
    return render(page.request, "handover/case.html", context, status=status)


class RespondPage(InvestigationVerb):
    def post(self, request: HttpRequest, investigation_id: UUID) -> HttpResponse:
        member = self.open_vault()
        form = ResponseForm(request.POST, investigation=self.investigation)
        if not form.is_valid():
            return show(self, status=422, response_form=form)
        try:
            is_new = self._respond(member, form.cleaned_data)
        except IllegalState:
            form.add_error("text", _("Een collega was je voor. Jouw tekst is niet verstuurd."))
            self.investigation.refresh_from_db()
            return show(self, status=409, response_form=form)
        if is_new:
            messages.success(request, _("Je reactie is naar de school."))
        return self.back()

    def _respond(self, member: UnlockedMember, data: dict[str, Any]) -> bool:
        return investigating.respond(
            member=member,
            investigation=self.investigation,
            text=data["text"],
            expected_on=data["expected_on"],
            once=data["once"],
        )


class DayPage(InvestigationVerb):
    """Another day on which the school hears more."""

    def post(self, request: HttpRequest, investigation_id: UUID) -> HttpResponse:
        member = self.open_vault()
        form = DayForm(request.POST, investigation=self.investigation)
        if not form.is_valid():
            return show(self, status=422, day_form=form)
        try:
            is_new = self._move(member, form.cleaned_data)
        except expecting.SameDay:
            form.add_error("expected_on", _("De school heeft deze dag al. Kies een andere."))
            return show(self, status=409, day_form=form)
        except IllegalState:
            form.add_error("text", _("Een collega was je voor. Jouw tekst is niet verstuurd."))
            self.investigation.refresh_from_db()
            return show(self, status=409, day_form=form)
        if is_new:
            messages.success(request, _("De nieuwe dag is naar de school."))
        return self.back()

    def _move(self, member: UnlockedMember, data: dict[str, Any]) -> bool:
        return expecting.move(
            member=member,
            investigation=self.investigation,
            day=data["expected_on"],
            text=data["text"],
            once=data["once"],
        )


class NotePage(InvestigationVerb):
    def post(self, request: HttpRequest, investigation_id: UUID) -> HttpResponse:
        member, form = self.open_vault(), NoteForm(request.POST)
        if not form.is_valid():
            return show(self, status=422, note_form=form)
        data = form.cleaned_data
        investigating.add_note(
            member=member, investigation=self.investigation, text=data["text"], once=data["once"]
        )
        messages.success(request, _("Je notitie is bewaard. De school ziet die niet."))
        return self.back("#notities")


class CompanyPage(OneInvestigation):
    """Find the company in the register, and say that the report is about it.

    Attack: the name in the address stands in the server's log, beside the id of the copy.
    """

    def get(self, request: HttpRequest, investigation_id: UUID) -> HttpResponse:
        return self._show(FindForm())

    def post(self, request: HttpRequest, investigation_id: UUID) -> HttpResponse:
        try:
            if "unlisted" in request.POST:
                return self._say_unlisted()
            if "company" in request.POST:
                return self._link(request.POST["company"])
        except IllegalState:
            messages.error(request, _("Deze melding is al afgerond. Er is niets veranderd."))
            return self.back()
        form = FindForm(request.POST)
        return self._show(form, status=200 if form.is_valid() else 422)

    def _show(self, form: FindForm, status: int = 200) -> HttpResponse:
        opened = open_investigation(member=self.open_vault(), investigation=self.investigation)
        asked = form.cleaned_data["q"] if form.is_valid() else ""
        context = {
            "investigation": self.investigation,
            "card": opened.card,
            "lines": opened.document.splitlines(),
            "form": form,
            "asked": asked,
            "found": bpv_services().search(text=asked, day=today()) if asked else [],
        }
        return render(self.request, "handover/company.html", context, status=status)

    def _link(self, chosen: str) -> HttpResponse:
        company = _chosen(chosen)
        if company is None:
            raise Http404
        linking.link_company(
            member=self.open_vault(), investigation=self.investigation, company=company
        )
        messages.success(self.request, _("Het bedrijf staat erbij."))
        return self.back()

    def _say_unlisted(self) -> HttpResponse:
        linking.say_unlisted(member=self.open_vault(), investigation=self.investigation)
        said = _("Vastgelegd: dit bedrijf staat niet in het register.")
        messages.success(self.request, said)
        return self.back()


def _chosen(value: str) -> TrainingCompany | None:
    try:
        return TrainingCompany.objects.filter(pk=UUID(value)).first()
    except ValueError:
        return None


class DestroyPage(OneInvestigation):
    """Destroy a copy before its term: asked once more, because nobody can undo it."""

    def get(self, request: HttpRequest, investigation_id: UUID) -> HttpResponse:
        # Also for its check of a stake: who speaks for the company finds no such page.
        keys_for(member=self.open_vault(), investigation=self.investigation, verb=Verb.OPENED)
        return render(request, "handover/destroy.html", {"investigation": self.investigation})

    def post(self, request: HttpRequest, investigation_id: UUID) -> HttpResponse:
        try:
            ending.destroy(member=self.open_vault(), investigation=self.investigation)
        except IllegalState:
            messages.error(request, _("Rond deze melding eerst af."))
            return self.back()
        messages.success(request, _("De kopie is vernietigd."))
        return redirect("sbb_cases:list")
