"""Placement decisions and requests of the demo: a coordinator's own work, no case behind it."""

from datetime import date, timedelta

from placements.companies.models import TrainingCompany
from placements.measures import actions as measures
from placements.measures.days import Days
from placements.measures.models import Kind
from placements.replacement import actions as requests
from placements.replacement.models import Cause, ReplacementRequest
from placements.replacement.wanted import Wanted
from schools.registry.models import School
from stagebaken.accounts.models import User
from stagebaken.web.days import suppose

SPOKEN_WITH, AGREED_WITH = "Bandenhuis Noorderlicht", "Kledingzaak Mooi Weer"
LISTED = "Speelgoedwinkel Tolhuis"


def look_for_places(*, today: date, school: School, by: User) -> None:
    with suppose(today - timedelta(days=20)):
        _decide(by, school, SPOKEN_WITH, Kind.CONVERSATION, Days(_back(today, 21), None, today))
        until = today + timedelta(days=120)
        days = Days(_back(today, 20), until, today + timedelta(days=60))
        _decide(by, school, AGREED_WITH, Kind.AGREEMENT, days)
        found = _ask(by, school, Wanted(near="Zeewaarde", level=3))
        waiting = _ask(by, school, Wanted(near="Oosterhaven", wishes="Bereikbaar met de bus."))
    with suppose(today - timedelta(days=9)):
        requests.find(by=by, request=found)
        requests.suggest(by=by, request=waiting, company=_company(LISTED))


def _back(today: date, days: int) -> date:
    return today - timedelta(days=days)


def _company(name: str) -> TrainingCompany:
    return TrainingCompany.objects.get(name=name)


def _decide(by: User, school: School, name: str, kind: Kind, days: Days) -> None:
    measures.take(by=by, school=school, company=_company(name), kind=kind, days=days)


def _ask(by: User, school: School, wanted: Wanted) -> ReplacementRequest:
    return requests.open_request(by=by, school=school, cause=Cause.ASKED, wanted=wanted)
