"""What every page of one hearing does first: find it in its case, or 404."""

from functools import cached_property
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from reports.casework.access import OneCase
from reports.hearings import actions
from reports.hearings.models import Hearing


class OneHearing(OneCase):
    """A page or a verb of one hearing; of another case's it is not found."""

    @cached_property
    def hearing(self) -> Hearing:
        hearing_id: UUID = self.kwargs["hearing_id"]
        found = actions.find(case=self.case, hearing_id=hearing_id)
        if found is None:
            raise Http404
        return found

    def back(self, fragment: str = "") -> HttpResponse:
        return redirect("hearings:hearing", self.case.pk, self.hearing.pk)


class HearingVerb(OneHearing):
    """A verb is a POST. Whoever comes back to its address later finds the hearing."""

    def get(self, request: HttpRequest, **_: Any) -> HttpResponse:
        return self.back()
