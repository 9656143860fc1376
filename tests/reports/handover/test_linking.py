"""Which company it is: two advisors look where there are two, and the register may not have it."""

from datetime import timedelta

import pytest
from django.urls import reverse

from placements.accreditations.models import Key
from placements.companies.actions import register
from reports.handover import linking
from reports.handover.linking import NeedsColleague, NoCompany
from reports.handover.models import Handover, SentReply
from reports.handover.opening import open_investigation
from reports.handover.outcomes import Outcome
from reports.handover.vocabulary import Conclusion, IllegalState
from stagebaken.audit.models import Verb
from stagebaken.vault import keyring
from stagebaken.vault.errors import NotOnKeyring
from stagebaken.web.days import today
from tests.cast import Member, make_advisor
from tests.reports.handover.advising import NO_ACTION, company, conclude_as_is, suspension
from tests.reports.handover.conftest import REASONS, desk, events, investigation, speaks_for, text

AGREEMENT = Outcome(
    Conclusion.AGREEMENT, REASONS, agreements="Een gesprek.", until=today() + timedelta(days=30)
)


@pytest.fixture
def second(arend: Member) -> Member:
    return make_advisor("Bea Brandsma")


def say(member: Member, name: str = "Bakkerij Kruim") -> None:
    linking.link_company(
        member=member.unlocked, investigation=investigation(), company=register(name=name)
    )


def say_unlisted(member: Member) -> None:
    linking.say_unlisted(member=member.unlocked, investigation=investigation())


def test_who_links_a_company_does_not_conclude_while_a_colleague_can(
    second: Member, arend: Member, handover: Handover
) -> None:
    """Attack: an advisor who speaks for the garage links a bakery, and closes the report."""
    speaks_for(arend.user, register(name="Garage De Vonk"))
    say(arend)
    with pytest.raises(NeedsColleague):
        conclude_as_is(arend)
    assert not SentReply.objects.exists()
    assert conclude_as_is(second)


def test_saying_the_same_again_does_not_change_who_said_it(
    second: Member, arend: Member, handover: Handover
) -> None:
    """Attack: let the colleague be the one who linked, with one click on the same company."""
    found = register(name="Bakkerij Kruim")
    for member in (arend, second, arend):
        linking.link_company(member=member.unlocked, investigation=investigation(), company=found)
    with pytest.raises(NeedsColleague):
        conclude_as_is(arend)


def test_nobody_puts_the_colleague_out_by_another_company_and_concludes_alone(
    second: Member, arend: Member, handover: Handover
) -> None:
    """Attack: link the company for which the colleague speaks, then the one that is meant."""
    theirs = register(name="Kapsalon Knip")
    speaks_for(second.user, theirs)
    linking.link_company(member=arend.unlocked, investigation=investigation(), company=theirs)
    with pytest.raises(NotOnKeyring):
        open_investigation(member=second.unlocked, investigation=investigation())
    say(arend, "Garage De Vonk")
    with pytest.raises(NeedsColleague):
        conclude_as_is(arend)
    assert conclude_as_is(second), "a mistake about the company puts nobody out for good"


def test_whom_the_reporter_kept_out_stays_out_whatever_company_it_is(
    second: Member, arend: Member, handover: Handover
) -> None:
    theirs = register(name="Kapsalon Knip")
    speaks_for(second.user, theirs)
    keyring.exclude(investigation().dossier, [second.user])
    linking.link_company(member=arend.unlocked, investigation=investigation(), company=theirs)
    say(arend, "Garage De Vonk")
    with pytest.raises(NotOnKeyring):
        open_investigation(member=second.unlocked, investigation=investigation())


def test_a_colleague_who_corrects_it_is_looked_after_in_turn(
    second: Member, arend: Member, handover: Handover
) -> None:
    say(arend)
    say(second, "Garage De Vonk")
    with pytest.raises(NeedsColleague):
        conclude_as_is(second)
    assert conclude_as_is(arend)


def test_where_nobody_else_can_open_it_one_advisor_does_all(
    arend: Member, handover: Handover
) -> None:
    say(arend)
    assert conclude_as_is(arend)


@pytest.mark.parametrize(
    "outcome",
    [NO_ACTION, AGREEMENT],
    ids=lambda one: str(one.conclusion),
)
def test_a_company_that_the_register_does_not_have_is_concluded_without_a_recognition(
    second: Member, arend: Member, handover: Handover, outcome: Outcome
) -> None:
    with pytest.raises(NoCompany):
        conclude_as_is(arend, outcome)
    say_unlisted(arend)
    assert conclude_as_is(second, outcome)


def test_no_recognition_changes_of_a_company_that_is_said_to_have_none(
    arend: Member, handover: Handover, key: Key
) -> None:
    say_unlisted(arend)
    with pytest.raises(NoCompany):
        conclude_as_is(arend, suspension(key))


def test_a_company_found_after_all_takes_the_place(
    arend: Member, handover: Handover, key: Key
) -> None:
    say_unlisted(arend)
    linking.link_company(member=arend.unlocked, investigation=investigation(), company=company(key))
    card = open_investigation(member=arend.unlocked, investigation=investigation()).card
    assert (card["company_id"], card["is_unlisted"]) == (str(key.company_id), False)
    assert conclude_as_is(arend, suspension(key))


def test_what_is_concluded_is_about_no_other_company_any_more(
    arend: Member, handover: Handover
) -> None:
    say(arend)
    conclude_as_is(arend)
    linked = events(investigation().dossier_id, Verb.COMPANY_LINKED)
    with pytest.raises(IllegalState):
        say(arend, "Garage De Vonk")
    assert events(investigation().dossier_id, Verb.COMPANY_LINKED) == linked == 1


def test_the_pages_show_the_text_beside_the_company_and_who_must_look(
    second: Member, arend: Member, handover: Handover
) -> None:
    here, there = desk(arend), desk(second)
    pk = investigation().pk
    asked = here.text("sbb_cases:company", pk)
    assert "naam de klanten zou wegjagen" in asked
    assert here.post("sbb_cases:company", pk, unlisted="1").status_code == 302
    assert "niet in het register" in here.text("sbb_cases:case", pk)
    given = {"conclusion": "no_action", "reasons": REASONS}
    refused = here.post("sbb_cases:outcome", pk, **given)
    assert refused.status_code == 409
    assert "Een collega kijkt of dat klopt" in refused.content.decode()
    assert REASONS in refused.content.decode(), "what was typed is lost"
    shown = text(there.post("sbb_cases:outcome", pk, **given))
    assert "Niet in het register" in shown
    assert "naam de klanten zou wegjagen" in shown
    assert there.post("sbb_cases:outcome", pk, **given, confirmed="1").status_code == 302
    assert SentReply.objects.count() == 1


def test_nobody_types_an_outcome_that_cannot_be_kept(
    second: Member, arend: Member, handover: Handover
) -> None:
    """Found by hand: a whole form, filled in, and only then 'a colleague does this'."""
    found = investigation()

    def offered(member: Member) -> tuple[bool, bool]:
        """Whether the page leads to the outcome, and whether the outcome asks anything."""
        at = desk(member)
        address = reverse("sbb_cases:outcome", args=[found.pk])
        page = at.text("sbb_cases:case", found.pk)
        return address in page, "conclusion" in at.text("sbb_cases:outcome", found.pk)

    assert offered(arend) == (False, False)
    say(arend)
    assert offered(arend) == (False, False)
    assert offered(second) == (True, True)
    assert "Een collega kijkt of dat klopt" in desk(arend).text("sbb_cases:case", found.pk)
