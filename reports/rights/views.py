"""The public procedure, and requests at the desk of a team, a school or the platform."""

from typing import Any, cast
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from django.views.generic import View

from reports.rights import actions, policy
from reports.rights.forms import CloseForm, ExtendForm, RequestForm
from reports.rights.models import DataRequest
from reports.rights.policy import Counter
from reports.rights.vocabulary import Desk, Outcome, Part, Reason, Right
from schools.registry.models import School
from schools.teams.actions import RuleBroken
from schools.teams.policy import on_team
from stagebaken.accounts.models import User
from stagebaken.web.days import today


@login_not_required
@require_safe
def procedure(request: HttpRequest) -> HttpResponse:
    """What somebody can ask about their data, and what can be done. The same for everybody."""
    return render(request, "rights/procedure.html")


class TeamHome(View):
    """The requests of the one team that somebody is on; with more than one, which."""

    def get(self, request: HttpRequest) -> HttpResponse:
        if not on_team(request):
            raise Http404
        schools = list(policy.team_schools(cast(User, request.user)))
        if len(schools) == 1:
            return redirect("rights_team:list", code=schools[0].code)
        return render(request, "rights/schools.html", {"schools": schools})


class AtDesk(View):
    """A page of one desk. Where somebody does not work does not exist for them."""

    desk: Desk = Desk.TEAM
    counter: Counter

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        code = kwargs.pop("code", None)
        school = get_object_or_404(School, code=code) if code else None
        self.counter = Counter(self.desk, school)
        if not policy.works_at(self.user, self.counter):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    @property
    def user(self) -> User:
        return cast(User, self.request.user)

    def url(self, name: str, **kwargs: Any) -> str:
        if self.counter.school is not None:
            kwargs["code"] = self.counter.school.code
        return reverse(f"rights_{self.desk}:{name}", kwargs=kwargs)

    def to_list(self) -> HttpResponse:
        return redirect(self.url("list"))

    def show(self, page: str, status: int = 200, **values: Any) -> HttpResponse:
        values |= {"counter": self.counter, "at_school": self.counter.school, "today": today()}
        values |= {"list_url": self.url("list"), "new_url": self.url("new")}
        return render(self.request, f"rights/{page}.html", values, status=status)


class RequestList(AtDesk):
    def get(self, request: HttpRequest) -> HttpResponse:
        rows = list(policy.visible_to(self.user, self.counter))
        ours = [one for one in rows if self.counter.decides_on(one)]
        return self.show(
            "list",
            open=[self._with_ways(one) for one in ours if one.is_open],
            closed=[one for one in ours if not one.is_open],
            elsewhere=[one for one in rows if one not in ours],
        )

    def _with_ways(self, one: DataRequest) -> dict[str, Any]:
        ways = {name: self.url(name, request_id=one.pk) for name in ("close", "extend")}
        may_extend = not one.reason and one.due_on >= today()
        return {"one": one, "close": ways["close"], "extend": ways["extend"] if may_extend else ""}


class NewRequest(AtDesk):
    def get(self, request: HttpRequest) -> HttpResponse:
        return self._show(RequestForm(counter=self.counter, initial={"received_on": today()}))

    def post(self, request: HttpRequest) -> HttpResponse:
        form = RequestForm(request.POST, counter=self.counter)
        if not form.is_valid():
            return self._show(form, status=422)
        data = form.cleaned_data
        try:
            entered = actions.enter(
                by=self.user,
                counter=self.counter,
                part=Part(data["part"]),
                right=Right(data["right"]),
                received_on=data["received_on"],
                once=data["once"],
            )
        except actions.NotThatDay as refusal:
            form.add_error("received_on", str(refusal))
            return self._show(form, status=422)
        if self.counter.decides_on(entered):
            messages.success(request, _("Het verzoek staat erin. De termijn loopt."))
        else:
            messages.success(request, _("Het verzoek staat bij het meldteam. Geef nu de brief af."))
        return self.to_list()

    def _show(self, form: RequestForm, status: int = 200) -> HttpResponse:
        return self.show("new", status, form=form)


class OneRequest(AtDesk):
    """What is decided on a request. Seeing it elsewhere is not deciding on it: 404 there."""

    form: type[CloseForm] | type[ExtendForm]
    page: str

    def found(self, request_id: UUID) -> DataRequest:
        one = get_object_or_404(policy.visible_to(self.user, self.counter), pk=request_id)
        if not self.counter.decides_on(one):
            raise Http404
        return one

    def get(self, request: HttpRequest, request_id: UUID) -> HttpResponse:
        one = self.found(request_id)
        return self.show(self.page, one=one, form=self.form(request=one))

    def post(self, request: HttpRequest, request_id: UUID) -> HttpResponse:
        one = self.found(request_id)
        form = self.form(request.POST, request=one)
        if not form.is_valid():
            return self.show(self.page, 422, one=one, form=form)
        try:
            self.decide(one, form)
        except actions.AlreadyClosed as refusal:
            messages.error(request, str(refusal))
        except PermissionDenied:
            raise Http404 from None
        except RuleBroken as refusal:
            form.add_error(None, str(refusal))
            return self.show(self.page, 422, one=one, form=form)
        return self.to_list()

    def decide(self, one: DataRequest, form: Form) -> None:
        raise NotImplementedError


class CloseRequest(OneRequest):
    form, page = CloseForm, "close"

    def decide(self, one: DataRequest, form: Form) -> None:
        outcome = Outcome(form.cleaned_data["outcome"])
        actions.close(by=self.user, counter=self.counter, request=one, outcome=outcome)
        messages.success(self.request, _("Het verzoek is afgerond."))


class ExtendRequest(OneRequest):
    form, page = ExtendForm, "extend"

    def decide(self, one: DataRequest, form: Form) -> None:
        reason = Reason(form.cleaned_data["reason"])
        actions.extend(by=self.user, counter=self.counter, request=one, reason=reason)
        messages.success(self.request, _("Er zijn twee maanden bij. Schrijf de persoon nu waarom."))
