"""Take a step of the table: first the page that says what it does, then the step itself."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reports.casework import actions, transitions
from reports.casework.access import CaseVerb
from reports.casework.models import Status
from reports.casework.moving import MissingNeed, PlaceAgreed, StaleStep
from reports.casework.opening import open_case
from reports.casework.place import Place, room
from reports.casework.step_forms import StepForm
from reports.casework.steps import measures_shown
from reports.casework.telling import tell
from reports.casework.transitions import IllegalTransition, Need, Rule, Who
from reports.casework.words import step_words
from reports.consents.actions import NoConsent
from stagebaken.vault.sessions import UnlockedMember

AGREED = gettext_lazy(
    "De melder zei ja: zoek een andere plek. Open eerst dat verzoek, op de pagina van de zaak."
)


class StepPage(CaseVerb):
    """Which step it is stands in the body, not in the address: a browser keeps addresses."""

    def post(self, request: HttpRequest, case_id: UUID) -> HttpResponse:
        member = self.open_vault()
        if request.POST.get("to") == self.case.status:
            return self.back("#verloop")  # the second click of a double click
        rule = self._rule(request.POST.get("to", ""))
        if rule is None:
            messages.warning(request, _("Deze stap kan nu niet. Kijk wat er nu wel kan."))
            return self.back("#stap")
        if "do" not in request.POST:
            return self._first(member, rule)
        form = self._form(rule, request.POST, asks_place="no_place" in request.POST)
        if not form.is_valid():
            return self._ask(rule, form, status=422)
        refused = self._take(member, rule, form)
        if refused:
            return self._ask(rule, form, status=refused)
        tell(request, member, self.case, _("Gedaan. De melder leest het in het dossier."))
        return self.back("#verloop")

    def _rule(self, to: str) -> Rule | None:
        sector = self.case.school.sector
        try:
            found = transitions.rule(self.case.status, Status(to), who=Who.MEMBER, sector=sector)
        except ValueError:  # IllegalTransition is one, and so is an unknown status
            return None
        return None if found.is_of_room else found

    def _form(self, rule: Rule, *given: Any, **kwargs: Any) -> StepForm:
        case = self.case
        return StepForm(*given, rule=rule, seen=case.status, sector=case.school.sector, **kwargs)

    def _first(self, member: UnlockedMember, rule: Rule) -> HttpResponse:
        """The page before anything was filled in."""
        if rule.to != Status.CLOSED:
            return self._ask(rule, self._form(rule, asks_place=False))
        opened = open_case(member=member, case=self.case)
        place = room().place(self.case, opened.keys, is_lost=False)
        initial = {"measures": measures_shown(opened)}
        form = self._form(rule, initial=initial, asks_place=place == Place.OPEN)
        return self._ask(rule, form, is_agreed=place == Place.AGREED)

    def _take(self, member: UnlockedMember, rule: Rule, form: StepForm) -> int:
        """Take the step, or answer with the status of a page that says why not."""
        try:
            self._move(member, rule, form.cleaned_data)
        except MissingNeed as missing:
            if missing.need != Need.NO_PLACE:
                return self._too_late(form)
            form.ask_place()
            return 422
        except PlaceAgreed:
            form.add_error(None, AGREED)
            return 422
        except (StaleStep, IllegalTransition):
            return self._too_late(form)
        except NoConsent:
            form.add_error(None, _("Dat kan alleen met het ja van de melder."))
        except actions.NoStaffKey:
            name = "note" if "note" in form.fields else "no_place"
            form.add_error(name, _("Dat kan pas als een collega de zaak heeft geopend."))
        return 0 if form.is_valid() else 409

    def _move(self, member: UnlockedMember, rule: Rule, data: dict[str, Any]) -> None:
        actions.move(
            member=member,
            case=self.case,
            to=rule.to,
            words=data["text"],
            note=data.get("note", ""),
            day=data.get("day"),
            outcome=data.get("outcome", ""),
            measures=data.get("measures", ()),
            no_place=data.get("no_place", ""),
            seen=data["seen"],
            once=data["once"],
        )

    def _too_late(self, form: StepForm) -> int:
        form.add_error(
            None, _("Een collega bracht de zaak net verder. Ga terug en kijk wat er nu kan.")
        )
        return 409

    def _ask(
        self, rule: Rule, form: StepForm, status: int = 200, *, is_agreed: bool = False
    ) -> HttpResponse:
        context = {
            "case": self.case,
            "form": form,
            "rule": rule,
            "words": step_words(self.case.status, rule.to),
            "asks_place": "no_place" in form.fields,
            "agreed": AGREED if is_agreed else "",
        }
        return render(self.request, "casework/step.html", context, status=status)
