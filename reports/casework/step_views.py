"""Take a step of the table: first the page that says what it does, then the step itself."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from reports.casework import actions, transitions
from reports.casework.access import CaseVerb
from reports.casework.models import Status
from reports.casework.moving import MissingNeed, StaleStep
from reports.casework.opening import open_case
from reports.casework.step_forms import StepForm
from reports.casework.steps import measures_shown
from reports.casework.telling import tell
from reports.casework.transitions import IllegalTransition, Rule, Who
from reports.casework.words import step_words
from reports.consents.actions import NoConsent
from stagebaken.vault.sessions import UnlockedMember


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
            return self._ask(rule, self._empty(member, rule))
        form = StepForm(request.POST, rule=rule, seen=self.case.status)
        if not form.is_valid():
            return self._ask(rule, form, status=422)
        if not self._take(member, rule, form):
            return self._ask(rule, form, status=409)
        tell(request, member, self.case, _("Gedaan. De melder leest het in het dossier."))
        return self.back("#verloop")

    def _rule(self, to: str) -> Rule | None:
        sector = self.case.school.sector
        try:
            found = transitions.rule(self.case.status, Status(to), who=Who.MEMBER, sector=sector)
        except ValueError:  # IllegalTransition is one, and so is an unknown status
            return None
        return None if found.is_of_room else found

    def _empty(self, member: UnlockedMember, rule: Rule) -> StepForm:
        initial: dict[str, Any] = {}
        if rule.to == Status.CLOSED:
            opened = open_case(member=member, case=self.case)
            initial["measures"] = measures_shown(opened)
        return StepForm(rule=rule, seen=self.case.status, initial=initial)

    def _take(self, member: UnlockedMember, rule: Rule, form: StepForm) -> bool:
        data = form.cleaned_data
        try:
            actions.move(
                member=member,
                case=self.case,
                to=rule.to,
                words=data["text"],
                note=data.get("note", ""),
                day=data.get("day"),
                outcome=data.get("outcome", ""),
                measures=data.get("measures", ()),
                seen=data["seen"],
                once=data["once"],
            )
        except (StaleStep, IllegalTransition, MissingNeed):
            form.add_error(
                None, _("Een collega bracht de zaak net verder. Ga terug en kijk wat er nu kan.")
            )
        except NoConsent:
            form.add_error(None, _("Dat kan alleen met het ja van de melder."))
        except actions.NoStaffKey:
            form.add_error("note", _("Dat kan pas als een collega de zaak heeft geopend."))
        return form.is_valid()

    def _ask(self, rule: Rule, form: StepForm, status: int = 200) -> HttpResponse:
        context = {
            "case": self.case,
            "form": form,
            "rule": rule,
            "words": step_words(self.case.status, rule.to),
        }
        return render(self.request, "casework/step.html", context, status=status)
