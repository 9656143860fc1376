"""A page or an upload that was overtaken: what the reporter decided meanwhile counts (P2)."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse, reverse_lazy

from reports.attachments.models import Attachment
from reports.casework import actions as casework
from reports.casework.models import Case
from reports.casework.policy import POLICY
from reports.dossiers.vocabulary import Wish
from reports.intake.actions import FiledReport, file_report
from reports.intake.answers import Answers
from reports.intake.filing import filing_of
from reports.reporter import actions as reporter
from reports.reporter.readers import choose_readers
from reports.strongroom.actions import hand_over, reinstate
from reports.strongroom.policy import POLICY as ROOMS
from schools.registry.models import School
from schools.teams import actions as teams
from schools.teams.models import Membership
from stagebaken.accounts.models import Role
from stagebaken.vault import keyring
from stagebaken.vault.errors import NotOnKeyring
from stagebaken.vault.models import Recipient, RecipientState
from stagebaken.web.days import today
from tests.cast import (
    Member,
    join,
    make_administrator,
    make_member,
    make_recovery,
    make_team,
    zeewaarde,
)
from tests.reports.filing import file, own
from tests.stagebaken.ui.markup import Page

pytestmark = pytest.mark.django_db


@pytest.fixture
def school() -> School:
    return zeewaarde()


@pytest.fixture
def team(school: School) -> list[Member]:
    make_recovery(school)
    return make_team(school)


@pytest.fixture
def filed(school: School, team: list[Member]) -> FiledReport:
    return file(school, receipt=RECEIPT)


RECEIPT = "0" * 25


def opened(client: Client) -> Client:
    assert client.post("/dossier/", {"code": RECEIPT}).status_code == 302
    return client


def form_of(page: str) -> dict[str, list[str]]:
    """What the form on a page sends as it stands."""
    sent: dict[str, list[str]] = {}
    for one in Page(page).all("input"):
        if one.attrs["type"] in {"hidden", "text"} or "checked" in one.attrs:
            sent.setdefault(one.attrs["name"], []).append(one.attrs.get("value", ""))
    return sent | {one.attrs["name"]: [one.text] for one in Page(page).all("textarea")}


class SlowUpload(SimpleUploadedFile):
    """An upload during which the reporter excludes its sender."""

    def __init__(self, filed: FiledReport, sender: Member) -> None:
        super().__init__("bewijs.txt", b"Wat een uitgesloten lid nog wil zeggen.")
        self.filed, self.sender = filed, sender

    def chunks(self, chunk_size: int | None = None) -> Iterator[Any]:
        choose_readers(own=own(self.filed), excluded=[self.sender.user])
        return super().chunks(chunk_size)


def test_a_file_of_who_is_excluded_while_it_comes_in_does_not_reach_the_dossier(
    filed: FiledReport, team: list[Member]
) -> None:
    mehmet = team[0]

    with pytest.raises(NotOnKeyring):
        casework.reply(
            member=mehmet.unlocked,
            case=filed.dossier.case,
            text="Nog iets.",
            upload=SlowUpload(filed, mehmet),
        )

    assert not own(filed).conversation
    assert not Attachment.objects.exists()


READERS = reverse_lazy("reporter:readers")
HAND_IN = reverse_lazy("reporter:hand-in")


def test_an_old_page_does_not_undo_an_exclusion(
    client: Client, filed: FiledReport, team: list[Member]
) -> None:
    _mehmet, ilse, wim = team
    old = form_of(opened(client).get(READERS).content.decode())
    choose_readers(own=own(filed), excluded=[wim.user])  # in another tab

    client.post(READERS, old | {"exclude": [str(ilse.user.pk)]})

    assert keyring.excluded_users(filed.dossier) == {ilse.user, wim.user}


def test_an_old_page_does_not_undo_who_was_named_in_words(
    client: Client, school: School, team: list[Member]
) -> None:
    filed = file(school, outsiders="mijn mentor", receipt=RECEIPT)
    old = form_of(opened(client).get(READERS).content.decode())
    reporter.name_outsiders(own=own(filed), outsiders="mijn mentor en Noor")  # in another tab

    answer = client.post(READERS, old | {"exclude": [str(team[1].user.pk)]})

    assert answer.status_code == 302
    assert own(filed).decisions.outsiders == "mijn mentor en Noor"
    assert keyring.excluded_users(filed.dossier) == {team[1].user}


def test_words_that_were_changed_on_two_pages_are_both_shown_and_neither_is_lost(
    client: Client, school: School, team: list[Member]
) -> None:
    filed = file(school, outsiders="mijn mentor", receipt=RECEIPT)
    old = form_of(opened(client).get(READERS).content.decode())
    reporter.name_outsiders(own=own(filed), outsiders="mijn mentor en Noor")

    asked = client.post(READERS, old | {"outsiders": "mijn mentor en Pim"})

    page = asked.content.decode()
    assert asked.status_code == 409
    assert "intussen" in page
    assert own(filed).decisions.outsiders == "mijn mentor en Noor"
    again = form_of(page)
    assert "Noor" in again["outsiders"][0]
    assert "Pim" in again["outsiders"][0]
    assert client.post(READERS, again | {"outsiders": "alleen Pim"}).status_code == 302
    assert own(filed).decisions.outsiders == "alleen Pim"


def test_words_changed_elsewhere_are_not_lost_when_an_old_page_hands_in(
    client: Client, school: School, team: list[Member]
) -> None:
    kept = file(school, wish=Wish.KEEP, outsiders="mijn mentor", receipt=RECEIPT)
    old = form_of(opened(client).post(reverse("reporter:wish"), {"wish": "talk"}).content.decode())
    reporter.name_outsiders(own=own(kept), outsiders="Noor")

    asked = client.post(HAND_IN, old | {"outsiders": "Pim"})

    assert asked.status_code == 409
    assert not Case.objects.exists()
    assert client.post(HAND_IN, form_of(asked.content.decode())).status_code == 302
    assert {"Noor", "Pim"} <= set(own(kept).decisions.outsiders.replace(",", "").split())


def test_who_comes_back_while_the_page_is_open_stays_excluded(
    client: Client, school: School, filed: FiledReport, team: list[Member]
) -> None:
    wim = team[2]
    choose_readers(own=own(filed), excluded=[wim.user])
    ended = Membership.objects.filter(user=wim.user)
    ended.update(ended_on=today())
    Recipient.objects.filter(pk=wim.recipient.pk).update(state=RecipientState.LEFT)
    page = opened(client).get(READERS).content.decode()
    assert wim.user.name not in page
    make_member(school, user=wim.user)

    client.post(READERS, form_of(page))

    assert keyring.excluded_users(filed.dossier) == {wim.user}
    assert not POLICY.visible_to(wim.user).exists()


def test_who_is_away_on_the_day_of_filing_stays_excluded(
    school: School, team: list[Member]
) -> None:
    """Chosen in the draft, removed before it was filed, and back on the team afterwards."""
    mehmet, _ilse, wim = team
    membership = Membership.objects.get(user=wim.user)
    teams.remove(by=make_administrator(school), membership=membership)
    answers = Answers(
        school=school.code, account="Wat Wim deed.", wish="talk", excluded=[str(wim.user.pk)]
    )
    filed = file_report(filing=filing_of(answers, school), receipt=RECEIPT)
    join(school, wim.user, Role(wim.recipient.role))
    room = ROOMS.require(mehmet.user, school.code)
    back = Recipient.objects.get(pk=wim.recipient.pk)
    reinstate(room=room, member=mehmet.unlocked, recipient=back)

    newcomer = Recipient.objects.get(pk=back.pk)
    hand_over(room=room, member=mehmet.unlocked, newcomer=newcomer, after=None, limit=9)

    assert keyring.excluded_users(filed.dossier) == {wim.user}
    assert not POLICY.visible_to(wim.user).exists()


def test_a_tick_that_is_taken_away_lets_somebody_in_again(
    client: Client, filed: FiledReport, team: list[Member]
) -> None:
    choose_readers(own=own(filed), excluded=[team[2].user])
    page = form_of(opened(client).get(READERS).content.decode())
    assert page.pop("exclude") == [str(team[2].user.pk)]

    client.post(READERS, page)

    assert not keyring.excluded_users(filed.dossier)


def test_whose_access_was_stopped_can_be_excluded_before_it_is_given_back(
    client: Client, school: School, filed: FiledReport, team: list[Member]
) -> None:
    mehmet, _ilse, wim = team
    membership = Membership.objects.get(user=wim.user)
    teams.remove(by=make_administrator(school), membership=membership)
    page = opened(client).get(READERS).content.decode()
    assert wim.user.name in page

    client.post(READERS, form_of(page) | {"exclude": [str(wim.user.pk)]})
    join(school, wim.user, Role(wim.recipient.role))
    reinstate(
        room=ROOMS.require(mehmet.user, school.code),
        member=mehmet.unlocked,
        recipient=Recipient.objects.get(pk=wim.recipient.pk),
    )

    assert not POLICY.visible_to(wim.user).exists()
    assert keyring.excluded_users(filed.dossier) == {wim.user}


def test_whoever_is_ticked_when_handing_in_again_is_kept_out(
    client: Client, school: School, team: list[Member]
) -> None:
    """Back in the browser, one more tick, and the same button: the case is there already."""
    file(school, wish=Wish.KEEP, receipt=RECEIPT)
    page = opened(client).post(reverse("reporter:wish"), {"wish": "talk"}).content.decode()
    _mehmet, ilse, wim = team
    client.post(HAND_IN, form_of(page) | {"exclude": [str(ilse.user.pk)]})

    again = client.post(HAND_IN, form_of(page) | {"exclude": [str(wim.user.pk)]})

    assert again.status_code == 302
    assert keyring.excluded_users(Case.objects.get().dossier) == {ilse.user, wim.user}
    everybody = [str(member.user.pk) for member in team]
    refused = client.post(HAND_IN, form_of(page) | {"exclude": everybody})
    assert refused.status_code == 409
    assert keyring.readers(Case.objects.get().dossier).exists()


def test_who_is_admitted_while_the_page_is_open_gets_nothing_that_was_handed_in(
    client: Client, school: School, team: list[Member]
) -> None:
    file(school, wish=Wish.KEEP, receipt=RECEIPT)
    page = opened(client).post(reverse("reporter:wish"), {"wish": "talk"}).content.decode()
    newcomer = make_member(school, name="Noor Nieuw")

    asked = client.post(HAND_IN, form_of(page))

    assert asked.status_code == 409
    assert newcomer.user.name in asked.content.decode()
    assert not Case.objects.exists()
    again = form_of(asked.content.decode()) | {"exclude": [str(newcomer.user.pk)]}
    assert client.post(HAND_IN, again).status_code == 302
    assert Case.objects.exists()
    assert not POLICY.visible_to(newcomer.user).exists()
