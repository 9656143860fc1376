"""The page on which a member writes down that they looked whether somebody is safe."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from reports.casework import danger
from reports.casework.access import OneCase
from reports.casework.forms import LookForm
from reports.casework.opening import open_case
from reports.casework.telling import tell


class DangerPage(OneCase):
    def get(self, request: HttpRequest, case_id: UUID) -> HttpResponse:
        return self._ask()

    def post(self, request: HttpRequest, case_id: UUID) -> HttpResponse:
        member, form = self.open_vault(), LookForm(request.POST)
        if not form.is_valid():
            return self._ask(form, status=422)
        data = form.cleaned_data
        try:
            danger.look(
                member=member,
                case=self.case,
                found=danger.Look(data["outcome"]),
                seen=data["seen"],
                text=data["text"],
                once=data["once"],
            )
        except danger.ToldAgain:
            form.add_error(
                None, _("Intussen is er iets veranderd. Lees eerst opnieuw wat de melder zei.")
            )
            return self._ask(form, status=409)
        tell(request, member, self.case, _("Bewaard. De melder leest dat jij keek."))
        return self.back()

    def _ask(self, form: LookForm | None = None, status: int = 200) -> HttpResponse:
        opened = open_case(member=self.open_vault(), case=self.case)
        now = danger.standing(opened.account, self.case.received_on, opened.conversation)
        shown = form or LookForm(initial={"seen": now.mark})
        context = {"case": self.case, "form": shown, "mark": now.mark}
        return render(self.request, "casework/danger.html", context, status=status)
