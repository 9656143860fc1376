"""The page of one thread, as both sides have it. What is not theirs does not exist for them: 404.

A view as a class, because its words survive a session that ended (`KeepsWords`).
"""

from typing import ClassVar
from uuid import UUID

from django.contrib import messages as notices
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.decorators import method_decorator
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views import View
from django.views.decorators.cache import never_cache

from schools.messages import actions, reading
from schools.messages.forms import MessageForm
from schools.messages.models import Message
from schools.messages.reading import Conversation
from schools.students import policy
from schools.students.access import of_one, person
from schools.students.models import Student
from schools.teams.actions import RuleBroken
from stagebaken.accounts.kept import KeepsWords


@method_decorator(never_cache, name="dispatch")
class ThreadPage(KeepsWords, View):
    http_method_names = ("get", "head", "post")
    template: ClassVar[str]
    done: ClassVar[str | Promise]
    student: Student

    def conversation(self, number: str | None) -> Conversation:
        raise NotImplementedError

    def write(self, text: str, once: UUID | None) -> Message:
        raise NotImplementedError

    def get(self, request: HttpRequest) -> HttpResponse:
        thread = reading.thread_of(self.student)
        answer = self._page(MessageForm())
        if thread is not None and request.method == "GET":  # a HEAD is no reading
            actions.read(by=person(request), thread=thread)
        return answer

    def post(self, request: HttpRequest) -> HttpResponse:
        form = MessageForm(request.POST)
        if not form.is_valid():
            return self._page(form, status=422)
        try:
            self.write(form.cleaned_data["text"], form.cleaned_data["once"])
        except RuleBroken as refusal:
            form.add_error("text", str(refusal))
            return self._page(form, status=422)
        notices.success(request, str(self.done))
        return redirect(request.path)

    def _page(self, form: MessageForm, status: int = 200) -> HttpResponse:
        found = self.conversation(self.request.GET.get("page"))
        context = {
            "school": self.student.school,
            "student": self.student,
            "form": form,
            "thread": found,
            "conversation": found.lines,
            "page": found.page,
        }
        return render(self.request, self.template, context, status=status)


class SchoolThread(ThreadPage):
    """/studenten/…/berichten/: for a coordinator, with a student of the own school."""

    template = "student_messages/thread.html"
    done = _("Verstuurd. De student krijgt een mail dat er een bericht is.")

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        return of_one(self._respond)(request, **kwargs)

    def _respond(self, request: HttpRequest, student: Student) -> HttpResponseBase:
        self.student = student
        return super().dispatch(request)

    def conversation(self, number: str | None) -> Conversation:
        return reading.for_school(self.student, number)

    def write(self, text: str, once: UUID | None) -> Message:
        by = person(self.request)
        return actions.write_as_school(by=by, student=self.student, text=text, once=once)


class OwnThread(ThreadPage):
    """/mijn-stage/berichten/…: for a student, of an own record."""

    template = "student_messages/own.html"
    done = _("Verstuurd. Je krijgt een mail als er een antwoord is.")

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        records = policy.own_records(person(request))
        self.student = get_object_or_404(records, pk=kwargs["student_id"])
        return super().dispatch(request)

    def conversation(self, number: str | None) -> Conversation:
        return reading.for_student(self.student, person(self.request), number)

    def write(self, text: str, once: UUID | None) -> Message:
        by = person(self.request)
        return actions.write_as_student(by=by, student=self.student, text=text, once=once)
