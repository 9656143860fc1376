"""Write down what came back from outside; tell the reporter of it, now or later."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from reports.answers import actions
from reports.answers.forms import EnterForm, TellForm
from reports.casework.access import OneCase
from reports.casework.holding import NoStaffKey
from reports.casework.opening import keys_for
from reports.casework.telling import tell
from reports.consents.actions import NoConsent, OpenConsent
from stagebaken.audit.models import Verb
from stagebaken.ui.templatetags.ui import short_date

HERE = "#van-buiten"


class EnterPage(OneCase):
    """The answer to one question that was carried out."""

    def get(self, request: HttpRequest, case_id: UUID, consent_id: UUID) -> HttpResponse:
        return self._ask(self._question(consent_id), EnterForm())

    def post(self, request: HttpRequest, case_id: UUID, consent_id: UUID) -> HttpResponse:
        question, form = self._question(consent_id), EnterForm(request.POST)
        if not form.is_valid():
            return self._ask(question, form, status=422)
        member, data = self.open_vault(), form.cleaned_data
        try:
            is_new = actions.enter(member=member, case=self.case, consent_id=consent_id, **data)
        except actions.DayUnfit:
            form.add_error("came_on", too_early_or_late(question))
            return self._ask(question, form, status=422)
        except NoStaffKey:
            form.add_error(None, no_staff_key())
            return self._ask(question, form, status=409)
        if is_new and data["told"]:
            tell(request, member, self.case, told())
        elif is_new:
            messages.success(request, _("Het antwoord is bewaard. De melder leest het niet."))
        return self.back(HERE)

    def _question(self, consent_id: UUID) -> OpenConsent:
        keys = keys_for(member=self.open_vault(), case=self.case, verb=Verb.OPENED)
        try:
            return actions.question_of(self.case, keys, consent_id)
        except NoConsent:
            raise Http404 from None

    def _ask(self, question: OpenConsent, form: EnterForm, status: int = 200) -> HttpResponse:
        context = {
            "case": self.case,
            "question": question,
            "lines": question.request.document.splitlines(),
            "form": form,
        }
        return render(self.request, "answers/enter.html", context, status=status)


class TellPage(OneCase):
    """Tell the reporter of an answer that the team kept to itself until now."""

    def get(self, request: HttpRequest, case_id: UUID, answer_id: UUID) -> HttpResponse:
        return self._ask(self._answer(answer_id), TellForm())

    def post(self, request: HttpRequest, case_id: UUID, answer_id: UUID) -> HttpResponse:
        answer, form = self._answer(answer_id), TellForm(request.POST)
        if not form.is_valid():
            return self._ask(answer, form, status=422)
        member, data = self.open_vault(), form.cleaned_data
        try:
            is_new = actions.tell(
                member=member,
                case=self.case,
                answer_id=answer_id,
                part=data["part"],
                once=data["once"],
            )
        except actions.ToldWhole:
            form.add_error(
                None, _("Een collega was je voor: de melder leest het hele antwoord al.")
            )
            return self._ask(answer, form, status=409)
        if is_new:
            tell(request, member, self.case, told())
        return self.back(HERE)

    def _answer(self, answer_id: UUID) -> actions.Answer:
        keys = keys_for(member=self.open_vault(), case=self.case, verb=Verb.OPENED)
        try:
            return actions.find(self.case, keys, answer_id)
        except (actions.NoSuchAnswer, NoStaffKey):
            raise Http404 from None

    def _ask(self, answer: actions.Answer, form: TellForm, status: int = 200) -> HttpResponse:
        context: dict[str, Any] = {"case": self.case, "answer": answer, "form": form}
        return render(self.request, "answers/tell.html", context, status=status)


def told() -> str:
    return _("Het antwoord staat in het gesprek met de melder.")


def no_staff_key() -> str:
    return _("Dat kan pas als een collega de zaak heeft geopend.")


def too_early_or_late(question: OpenConsent) -> str:
    asked_on = short_date(question.ended_on or question.asked_on)
    return _("Kies een dag vanaf %(day)s, tot en met vandaag.") % {"day": asked_on}
