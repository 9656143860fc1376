"""A student's list in the making: what was typed comes back, whatever happens to it."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from placements.applications import profiling
from placements.matching import actions, own_board, own_lists, own_reading
from placements.matching.actions import Wanted
from placements.matching.models import Round
from placements.matching.own_forms import ListForm
from placements.matching.priorities import Criterion
from placements.matching.ranking import proposed
from placements.matching.rules import NotPossible, RuleBroken
from schools.students.models import Student
from stagebaken.accounts.models import User
from stagebaken.web.days import today

HAND_IN = "hand_in"
STRANGE = gettext_noop(
    "Een plek hoort niet bij deze ronde of stond er dubbel. Die staat er niet meer bij. Kijk je "
    "lijst na."
)
PROPOSE = "propose"


class Making:
    """One request: `order` is the list as it stands after the button that was pressed."""

    def __init__(self, round_: Round, student: Student, data: QueryDict | None) -> None:
        self.round, self.student = round_, student
        self.do = data.get("do", "") if data is not None else ""
        wishes = list(own_reading.wishes_of(round_, student))
        profile = profiling.profile_of(student)
        self.form = ListForm(
            data,
            profile=profile,
            asks_needs=Criterion.NEEDS in round_.ranking and bool(profile.needs),
            has_needs=any(wish.needs for wish in wishes),
        )
        self.is_valid = data is not None and self.form.is_valid()
        journey = self.form.journey
        self.board = own_board.board(
            round_, student, profile=profile, wishes=wishes, journey=journey
        )
        self.limit = journey.limit
        handed_in = tuple(one.offer_id for one in wishes if one.offer_id in self.board.spots)
        self.order = handed_in if data is None else self._sent(data)

    @property
    def may_hand_in(self) -> bool:
        return self.round.takes_wishes(today()) and self.round.is_for(self.student, today())

    def _sent(self, data: QueryDict) -> tuple[UUID, ...]:
        """What was ticked counts whichever button was pressed: it is not lost."""
        known = self.board.spots
        listed = own_lists.read(data.getlist("wish"), known)
        more = own_lists.read(data.getlist("more"), known)
        if listed.has_strange or more.has_strange:
            self.form.add_error(None, _(STRANGE))
        order = own_lists.joined(listed.order, more.order)
        if self.do == PROPOSE and self.is_valid:
            return tuple(self._proposed())
        return own_lists.done(order, self.do)

    def _proposed(self) -> list[UUID]:
        found = self.board.candidates()
        return proposed(found, limit=self.limit, most=settings.MATCHING_WISHES_MOST)

    def hand_in(self, *, by: User) -> bool:
        """Whether it is in. If not, the form says why."""
        if self.do != HAND_IN:
            return False
        if not self.may_hand_in:
            self.form.add_error(None, str(NotPossible.sentence))
        if self.form.is_valid():
            self._check_length()
        if self.form.errors:
            return False
        wanted = [self._wanted(one) for one in self.order]
        try:
            actions.hand_in(by=by, round_=self.round, student=self.student, wishes=wanted)
        except RuleBroken as refusal:
            self.form.add_error(None, str(refusal))
            return False
        return True

    def _check_length(self) -> None:
        most = settings.MATCHING_WISHES_MOST
        if not self.order:
            self.form.add_error(None, _("Zet minstens één plek op je lijst."))
        if len(self.order) > most:
            text = ngettext(
                "Er past hoogstens %(n)s plek op je lijst. Haal er een paar weg.",
                "Er passen hoogstens %(n)s plekken op je lijst. Haal er een paar weg.",
                most,
            )
            self.form.add_error(None, text % {"n": most})

    def _wanted(self, offer_id: UUID) -> Wanted:
        facts = self.board.facts_to_keep(
            offer_id, with_needs=self.form.with_needs, has_home=self.form.home is not None
        )
        return Wanted(offer_id, facts)

    def context(self) -> dict[str, Any]:
        found = self.board.choosable(self.order, self.form.sought)
        return {
            "round": self.round,
            "form": self.form,
            "listed": [self.board.spots[one] for one in self.order],
            "others": found[: own_board.SHOWN],
            "other_count": len(found),
            "spot_count": len(self.board.spots),
            "most": settings.MATCHING_WISHES_MOST,
            "has_goals": bool(self.board.wants.goals),
            "goal_count": len(self.board.wants.goals),
            "need_count": len(self.board.wants.needs),
            "counts_travel": Criterion.TRAVEL in self.round.ranking,
            "has_list": bool(self.board.earlier),
            "may_hand_in": self.may_hand_in,
            "is_proposed": self.do == PROPOSE and self.is_valid,
        }
