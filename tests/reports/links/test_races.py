"""Two members put cases beside each other, or apart, in the same moment.

On SQLite writers stand in line by themselves; these run where rows are locked one by one.
"""

import pytest

from reports.casework.models import Case, Note
from reports.casework.opening import keys_for
from reports.links import actions
from reports.links.actions import AlreadyLinked, Linked, NotLinked, OtherAudience
from reports.links.vocabulary import Role
from reports.reporter.readers import choose_readers
from stagebaken.audit.models import Verb
from stagebaken.audit.verification import verify
from stagebaken.vault.errors import VaultError
from tests.at_once import at_once
from tests.cast import Member, make_team, zeewaarde
from tests.reports.filing import file, own

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
ROUNDS = range(3)
WHY = "Twee studenten in dezelfde week."


class Pair:
    """Two cases that the same team may open."""

    def __init__(self) -> None:
        school = zeewaarde()
        self.team = make_team(school)
        self.filed = [file(school), file(school, story="De ander zag het ook.")]
        self.cases = [
            Case.objects.select_related("school", "dossier").get(dossier=one.dossier)
            for one in self.filed
        ]

    def link(self, side: int, by: int = 0, role: Role = Role.BESIDE) -> None:
        other = self.cases[1 - side]
        actions.link(
            member=self.team[by].unlocked, case=self.cases[side], number=other.number,
            role=role, text=WHY,
        )  # fmt: skip

    def unlink(self, side: int, by: int = 0) -> None:
        actions.unlink(
            member=self.team[by].unlocked,
            case=self.cases[side],
            other_id=self.cases[1 - side].pk,
        )

    def seen(self, side: int, by: Member | None = None) -> list[Linked]:
        member, case = by or self.team[1], self.cases[side]
        keys = keys_for(member=member.unlocked, case=case, verb=Verb.OPENED)
        return actions.linked(case, keys, member.user)


@pytest.fixture
def pair(transactional_db: None) -> Pair:
    return Pair()


@pytest.mark.parametrize("_round", ROUNDS)
def test_two_members_from_both_sides_make_one_link(pair: Pair, _round: int) -> None:
    """Each holds the dossiers in the same order, so that neither waits for the other."""
    at_once(lambda: pair.link(0, by=0), lambda: pair.link(1, by=1))
    assert [len(pair.seen(side)) for side in (0, 1)] == [1, 1]
    assert Note.objects.count() == 2
    assert verify() == []


@pytest.mark.parametrize("_round", ROUNDS)
def test_a_double_click_makes_one_link(pair: Pair, _round: int) -> None:
    at_once(lambda: pair.link(0), lambda: pair.link(0))
    assert Note.objects.count() == 2


@pytest.mark.parametrize("_round", ROUNDS)
def test_one_takes_them_apart_while_another_says_anew_how(pair: Pair, _round: int) -> None:
    """Nothing is overwritten; never does one side say what the other does not."""
    pair.link(0)
    at_once(
        lambda: pair.unlink(1, by=1),
        lambda: pair.link(0, role=Role.LEADS),
        refusals=(AlreadyLinked,),
    )
    sides = [len(pair.seen(side)) for side in (0, 1)]
    assert sides in ([0, 0], [1, 1])
    assert Note.objects.count() == sum(sides)


@pytest.mark.parametrize("_round", ROUNDS)
def test_two_who_take_them_apart_do_so_once(pair: Pair, _round: int) -> None:
    pair.link(0)
    done = at_once(lambda: pair.unlink(0), lambda: pair.unlink(1, by=1), refusals=(NotLinked,))
    assert sorted(map(str, done)) == sorted(map(str, [None, NotLinked]))
    assert not Note.objects.exists()


@pytest.mark.parametrize("_round", ROUNDS)
def test_who_is_excluded_from_one_in_that_moment_sees_no_link(pair: Pair, _round: int) -> None:
    """Attack: a reporter keeps somebody out while a colleague puts their two cases together."""
    out = pair.team[2]
    at_once(
        lambda: pair.link(0),
        lambda: choose_readers(own=own(pair.filed[1]), excluded=[out.user]),
        refusals=(OtherAudience, VaultError),
    )
    assert pair.seen(0, by=out) == []
    assert verify() == []
