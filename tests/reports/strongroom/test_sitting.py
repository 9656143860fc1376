"""Three custodians make the recovery key in one sitting."""

import pytest

from schools.registry.models import School
from schools.teams.models import Membership
from stagebaken.accounts.models import Role, User
from stagebaken.audit.models import Event, Verb
from stagebaken.vault import recovery
from stagebaken.vault.models import Custodian, Vault
from stagebaken.web.days import today
from tests import cast
from tests.reports.strongroom.conftest import Open
from tests.reports.strongroom.screens import Screen, database, deliver, shown_words, words_of


@pytest.fixture
def custodians(school: School) -> list[User]:
    users = [cast.make_user(name, school) for name in cast.CUSTODIANS]
    for user in users:
        cast.join(school, user, Role.CUSTODIAN)
    return users


@pytest.fixture
def anna(custodians: list[User], screen: Open) -> Screen:
    return screen(custodians[0])


def vault_of(school: School) -> Vault:
    assert school.vault is not None
    school.vault.refresh_from_db()
    return school.vault


def test_three_custodians_make_a_key_that_two_shares_open(
    school: School, custodians: list[User], anna: Screen
) -> None:
    anna.post("sitting")
    shares = anna.sit()

    vault = vault_of(school)
    assert recovery.open_key(vault, [shares[0], shares[2]])
    assert [seat.user for seat in recovery.custodians_of(vault)] == custodians
    assert Event.objects.get(verb=Verb.SET_UP).actor_id == custodians[0].pk
    assert "Herstelsleutel" not in anna.text() or vault.is_set_up


def test_the_page_says_beforehand_what_is_lost_when_all_is_lost(anna: Screen) -> None:
    page = anna.text("sitting")

    assert "voorgoed weg" in page
    assert "meldingen die een sleutelbewaarder uitsluiten" in page


def test_each_custodian_is_called_before_the_words_appear(anna: Screen) -> None:
    anna.post("sitting")

    page = anna.text("share")

    assert "Nu is Anna de Boer aan de beurt" in page
    assert "stagebaken-words" not in page.replace("strongroom.css", "")


def test_the_words_of_the_first_are_gone_when_the_second_sits_down(anna: Screen) -> None:
    anna.post("sitting")
    first = anna.sit(count=1)[0].split()

    second = shown_words(anna.client.get(anna.url("share") + "?toon=ja"))

    assert second != first
    assert first[10:20] != second[10:20]


def test_wrong_words_do_not_confirm_and_others_are_asked(school: School, anna: Screen) -> None:
    anna.post("sitting")

    answer = anna.type_back("share_check", ["acid"] * 33)

    assert answer.status_code == 422
    assert not Custodian.objects.exists()


def test_a_sitting_cut_short_stores_nothing(school: School, anna: Screen) -> None:
    anna.post("sitting")
    anna.sit(count=2)

    assert not vault_of(school).is_set_up
    assert not Custodian.objects.exists()
    assert "Maak samen de herstelsleutel" in anna.text()


def test_no_word_sequence_lies_readable_in_the_database_meanwhile(anna: Screen) -> None:
    anna.post("sitting")
    words = shown_words(anna.client.get(anna.url("share") + "?toon=ja"))

    assert " ".join(words[4:8]) not in database()


def test_nothing_of_the_sitting_remains_after_it(anna: Screen) -> None:
    anna.post("sitting")
    anna.sit()

    assert "vault_pending" not in anna.client.session
    assert anna.get("share").status_code == 302


def test_another_browser_of_the_same_custodian_does_not_see_the_words(
    custodians: list[User], anna: Screen, screen: Open
) -> None:
    anna.post("sitting")

    assert screen(custodians[0]).get("share").status_code == 302


def test_the_set_up_is_mailed_to_all_three_so_that_none_can_sit_alone_unseen(
    custodians: list[User], anna: Screen
) -> None:
    anna.post("sitting")
    anna.sit()

    assert {user.email for user in custodians} <= deliver()


def test_with_two_custodians_there_is_no_sitting(
    school: School, custodians: list[User], anna: Screen
) -> None:
    Membership.objects.filter(user=custodians[2]).update(ended_on=today())

    assert "Dit kan pas met drie sleutelbewaarders" in anna.text("sitting")
    anna.post("sitting")

    assert anna.get("share").status_code == 302


def test_who_stops_during_the_sitting_ends_it(
    school: School, custodians: list[User], anna: Screen
) -> None:
    anna.post("sitting")
    anna.sit(count=2)
    Membership.objects.filter(user=custodians[2]).update(ended_on=today())

    answer = anna.type_back(
        "share_check", shown_words(anna.client.get(anna.url("share") + "?toon=ja"))
    )

    assert not vault_of(school).is_set_up
    assert "begin opnieuw" in words_of(anna.client.get(answer["Location"]))


def test_a_member_of_the_team_begins_no_sitting(
    school: School, custodians: list[User], screen: Open
) -> None:
    user = cast.make_user("Noor Bakker", school)
    cast.join(school, user, Role.INTERNSHIP_COORDINATOR)

    assert screen(user).post("sitting").status_code == 403


def test_an_administrator_finds_no_sitting(
    school: School, custodians: list[User], screen: Open
) -> None:
    assert screen(cast.make_administrator(school)).post("sitting").status_code == 404


def test_a_second_key_is_not_made_beside_the_first(
    school: School, safe: cast.Recovery, screen: Open
) -> None:
    """Only a recovery, with two shares of the former key, leads to a new one."""
    anna = screen(safe.custodians[0])
    before = vault_of(school).recovery_public_key

    anna.post("sitting")

    assert anna.get("share").status_code == 302
    assert vault_of(school).recovery_public_key == before
