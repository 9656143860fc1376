"""A round that Ana takes part in, with the buttons of her pages."""

from typing import Any

from django.test import Client
from django.urls import reverse

from placements.applications import profiling
from placements.applications.profiling import Goal
from placements.matching.actions import Wanted
from placements.matching.models import Offer, Round, Wish
from placements.matching.priorities import Facts
from placements.places.models import LearningTask
from schools.registry.models import School
from schools.students.models import Student
from stagebaken.accounts.models import User
from tests.placements.applications.scene import FACTS
from tests.placements.matching.rounds import Matching
from tests.stagebaken.accounts.signing_in import sign_in

HOME = "9712"  # Groningen
NEEDS = ["quiet", "wheelchair"]


class Taking(Matching):
    """A round with three places, and Ana who takes part in it."""

    def __init__(self, school: School, *criteria: str) -> None:
        super().__init__(school)
        self.ana = self.student("Ana")
        self.user = account_of(self.ana)
        self.client = Client()
        sign_in(self.client, self.user)
        draft = self.draft(*criteria)
        self.offers = [self.offer(draft, name) for name in ("Autohuis", "Bandenhal", "Carrosserie")]
        for offer, latitude in zip(self.offers, (53.22, 53.0, 52.1), strict=True):
            company = offer.place.company
            company.latitude, company.longitude = latitude, 6.57
            company.save()
        self.round = self.open(draft)

    def address(self, name: str) -> str:
        return reverse(f"own_rounds:{name}", kwargs={"round_id": self.round.pk})

    def send(self, do: str, *order: object, **more: object) -> Any:
        listed = [one.pk if isinstance(one, Offer) else one for one in order]
        data = {"do": do, "wish": listed, "travel_by": ["bicycle"], **more}
        return self.client.post(self.address("wishes"), data)

    def positions(self) -> list[str]:
        rows = Wish.objects.filter(student=self.ana).select_related("offer__place")
        return [wish.offer.place.title for wish in rows]

    def profile(self) -> None:
        profiling.save(
            student=self.ana, version=0, facts=FACTS | {"needs": NEEDS},
            goals=[Goal("", "B1-K1-W1"), Goal("", "B1-K1-W2")], skills=[],
        )  # fmt: skip
        first, second, _ = self.offers
        LearningTask.objects.create(
            place=second.place, position=1, work_process="B1-K1-W1", text="x"
        )
        first.place.accessibility = NEEDS
        first.place.save()


def account_of(student: Student) -> User:
    assert student.account is not None
    return student.account


def order_shown(answer: Any) -> list[str]:
    """The list in the page, by the hidden fields that go along."""
    return [str(spot.id) for spot in answer.context["listed"]]


def ids(*offers: Offer) -> list[str]:
    return [str(one.pk) for one in offers]


def published(taking: Taking, *rivals: str) -> Round:
    """Ana wants the first place, then the second; each rival comes before her at the first."""
    first, second, _ = taking.offers
    for name in rivals:
        taking.hand_in(taking.round, taking.student(name), Wanted(first.pk, Facts(goals=9)))
    taking.send("hand_in", first, second)
    return taking.finish(taking.round)
