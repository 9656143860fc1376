"""Write a task down, change it, tick it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from reports.casework.access import CaseVerb, OneCase
from reports.casework.holding import NoStaffKey
from reports.casework.opening import keys_for
from reports.casework.telling import tell
from reports.tasks import actions
from reports.tasks.forms import TaskForm
from reports.tasks.models import Task
from stagebaken.audit.models import Verb


class OneForm(OneCase):
    """A page with the form of one task."""

    def ask(self, form: TaskForm, status: int = 200, **facts: Any) -> HttpResponse:
        context = {"case": self.case, "form": form} | facts
        return render(self.request, "tasks/task.html", context, status=status)

    def refuse(self, form: TaskForm, **facts: Any) -> HttpResponse:
        """Let in later by the reporter: there is no key of what the team keeps to itself yet."""
        form.add_error(None, _("Dat kan pas als een collega de zaak heeft geopend."))
        return self.ask(form, status=409, **facts)


class NewTaskPage(OneForm):
    def get(self, request: HttpRequest, case_id: UUID) -> HttpResponse:
        self.open_vault()
        return self.ask(TaskForm(case=self.case, initial={"assignee": self.user.pk}))

    def post(self, request: HttpRequest, case_id: UUID) -> HttpResponse:
        member, form = self.open_vault(), TaskForm(request.POST, case=self.case)
        if not form.is_valid():
            return self.ask(form, status=422)
        try:
            actions.add(member=member, case=self.case, **form.cleaned_data)
        except NoStaffKey:
            return self.refuse(form)
        messages.success(request, _("De taak staat bij deze zaak. De melder ziet die niet."))
        return self.back("#taken")


class TaskPage(OneForm):
    def get(self, request: HttpRequest, case_id: UUID, task_id: UUID) -> HttpResponse:
        keys = keys_for(member=self.open_vault(), case=self.case, verb=Verb.OPENED)
        task = self._find(task_id)
        first = {"due_on": task.due_on, "assignee": task.assignee_id}
        if task.body and keys.staff:
            first["text"] = keys.read(task, "body")["text"]
        form = TaskForm(case=self.case, task=task, initial=first)
        return self.ask(form, task=task)

    def post(self, request: HttpRequest, case_id: UUID, task_id: UUID) -> HttpResponse:
        member, task = self.open_vault(), self._find(task_id)
        form = TaskForm(request.POST, case=self.case, task=task)
        if not form.is_valid():
            return self.ask(form, status=422, task=task)
        given = {"text": "", **form.cleaned_data}
        del given["once"]
        try:
            is_told = actions.change(member=member, case=self.case, task_id=task_id, **given)
        except NoStaffKey:
            return self.refuse(form, task=task)
        if is_told:
            said = _("De taak is veranderd. De melder leest de nieuwe dag in het gesprek.")
            tell(request, member, self.case, said)
        else:
            messages.success(request, _("De taak is veranderd."))
        return self.back("#taken")

    def _find(self, task_id: UUID) -> Task:
        try:
            return actions.find(self.case, task_id)
        except actions.NoSuchTask:
            raise Http404 from None


class DonePage(CaseVerb):
    """Tick a task, or take the tick away."""

    def get(self, request: HttpRequest, case_id: UUID, task_id: UUID) -> HttpResponse:  # type: ignore[override]
        return self.back("#taken")

    def post(self, request: HttpRequest, case_id: UUID, task_id: UUID) -> HttpResponse:
        is_done = request.POST.get("klaar") == "ja"
        try:
            actions.finish(
                member=self.open_vault(), case=self.case, task_id=task_id, is_done=is_done
            )
        except actions.NoSuchTask:
            raise Http404 from None
        except NoStaffKey:
            messages.error(request, _("Dat kan pas als een collega de zaak heeft geopend."))
        return self.back("#taken")
