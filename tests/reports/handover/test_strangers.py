"""Whom a copy is not for finds nothing of it, on no page and in no number (P2)."""

import datetime as dt
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from placements.companies.actions import register
from reports.dossiers.account import Account
from reports.handover.models import (
    YearlyCount,
)
from reports.handover.opening import open_investigation
from reports.handover.pages import year_table
from reports.handover.policy import POLICY
from reports.handover.vocabulary import Counted
from reports.intake.actions import Filing, file_report
from reports.strongroom.actions import may_reach_newcomers
from schools.teams.models import Membership
from stagebaken.accounts.models import Role
from stagebaken.vault import grants, keyring, receipts, roster
from stagebaken.vault.errors import NotOnKeyring
from stagebaken.vault.models import Holder, Wrap, WrapState
from stagebaken.web.days import suppose, today
from tests.cast import (
    Member,
    make_administrator,
    make_advisor,
    make_member,
    make_sbb_recovery,
    make_school,
    make_user,
)
from tests.reports.handover.advising import work
from tests.reports.handover.conftest import Scene, desk, investigation, speaks_for
from tests.stagebaken.accounts.signing_in import sign_in


@pytest.fixture
def strangers(scene: Scene) -> dict[str, Client]:
    """Everybody who must find nothing, each with an open vault where they have one."""
    other = make_school("anders", "mbo Anders")
    with_vault = {
        "school": scene.mehmet,
        "other_school": make_member(other, name="Els Vreemd"),
    }
    company = make_user("Gijs Garage")
    Membership.objects.create(user=company, role=Role.COMPANY_CONTACT)
    platform = make_user("Olga Operator")
    Membership.objects.create(user=platform, role=Role.PLATFORM_ADMINISTRATOR)
    without = {
        "administrator": make_administrator(scene.school),
        "platform": platform,
        "sbb_custodian": make_sbb_recovery().custodians[0],
    }
    clients = {role: desk(member).client for role, member in with_vault.items()}
    for role, user in without.items():
        clients[role] = Client()
        sign_in(clients[role], user)
    return clients


def test_strangers_find_neither_list_nor_copy(
    scene: Scene, strangers: dict[str, Client], arend: Member
) -> None:
    work(scene, arend)
    found = investigation()
    for client in strangers.values():
        for page in ("", f"{found.pk}/", f"{found.pk}/uitkomst/", "jaar/"):
            answer = client.get(f"/toezicht/zaken/{page}")
            assert answer.status_code == 404
            assert found.number not in answer.content.decode()


def test_whom_the_reporter_excluded_at_school_reads_no_copy_either(scene: Scene) -> None:
    """Attack: a teacher who is kept out of the dossier is an advisor of SBB as well."""
    wim = scene.team[2]
    keyring.exclude(scene.filed.dossier, [wim.user])
    Membership.objects.create(user=wim.user, role=Role.SBB_ADVISOR)
    make_advisor()
    double = make_advisor_of(wim)
    scene.hand_over()

    assert not POLICY.visible_to(wim.user).exists()
    with pytest.raises(NotOnKeyring):
        open_investigation(member=double.unlocked, investigation=investigation())


def make_advisor_of(member: Member) -> Member:
    """The same person with a key in SBB's vault too."""
    found = make_advisor("Zelfde Persoon")
    found.recipient.user = member.user
    roster.sign(found.recipient)
    found.recipient.save()
    return Member(member.user, found.recipient, found.private_key)


def test_whom_the_reporter_excluded_gets_no_copy_when_sbb_appoints_them_later(
    scene: Scene, arend: Member
) -> None:
    """Attack: go and work for SBB, and be let in to what is there. Other newcomers still are."""
    wim = scene.team[2]
    keyring.exclude(scene.filed.dossier, [wim.user])
    scene.hand_over()
    Membership.objects.create(user=wim.user, role=Role.SBB_ADVISOR)
    double, nora = make_advisor_of(wim), make_advisor("Nora Nieuw")

    assert [_let_in(arend, one) for one in (double, nora)] == [False, True]
    assert double.recipient not in grants.newcomers(investigation().dossier)
    vault = investigation().dossier.vault
    assert not grants.recoverable(vault=vault, recipient=double.recipient).exists()
    assert not POLICY.visible_to(wim.user).exists()
    assert POLICY.visible_to(nora.user).exists()


def _let_in(holder: Member, newcomer: Member) -> bool:
    return grants.give_as_member(
        investigation().dossier_id,
        holder=holder.unlocked,
        newcomer=newcomer.recipient,
        may_reach=may_reach_newcomers,
    )


def test_a_former_custodian_whom_the_reporter_excluded_keeps_the_copy_from_recovery(
    scene: Scene, arend: Member
) -> None:
    """Attack: the role ended, and the share of SBB's recovery key is in the drawer still."""
    custodian = make_sbb_recovery().custodians[0]
    Membership.objects.filter(user=custodian).update(ended_on=today())
    keyring.exclude(scene.filed.dossier, [custodian])
    scene.hand_over()

    wraps = Wrap.objects.filter(dossier=investigation().dossier, holder=Holder.RECOVERY)
    assert not wraps.filter(state=WrapState.WRAPPED).exists()


def test_who_speaks_for_the_company_gets_no_key_of_the_copy(scene: Scene) -> None:
    company = register(name="Garage De Vonk")
    aafke, arend = make_advisor("Aafke Adviseur"), make_advisor()
    speaks_for(aafke.user, company)
    filed = file_about(scene, company.pk)
    filed.hand_over()

    assert not POLICY.visible_to(aafke.user).exists()
    assert POLICY.visible_to(arend.user).count() == 1
    assert desk(aafke).get("sbb_cases:case", investigation().pk).status_code == 404
    assert investigation().number not in desk(aafke).text("sbb_cases:list")


def file_about(scene: Scene, company_id: Any) -> Scene:
    account = Account(
        school=scene.school.code, account="x", company_id=str(company_id), wish="act",
        company_text="Garage De Vonk",
    )  # fmt: skip
    filing = Filing(school=scene.school, account=account, excluded=[])
    return Scene(
        scene.school, scene.team, file_report(filing=filing, receipt=receipts.new_receipt())
    )


def test_who_was_barred_gets_no_key_by_a_later_admission(scene: Scene) -> None:
    company = register(name="Garage De Vonk")
    aafke, arend = make_advisor("Aafke Adviseur"), make_advisor()
    speaks_for(aafke.user, company)
    file_about(scene, company.pk).hand_over()

    waiting = grants.candidates(holder=arend.recipient, newcomer=aafke.recipient)
    assert not waiting.exists()
    barred = Wrap.objects.filter(user=aafke.user, dossier=investigation().dossier)
    assert set(barred.values_list("state", flat=True)) == {WrapState.EXCLUDED}


def years_page(member: Member) -> str:
    """What the page says, without the mark that each form has anew."""
    page = desk(member).text("sbb_cases:years")
    return page[page.index("<main") : page.index("</main>")]


@pytest.mark.parametrize("years_later", [0, 1])
def test_a_barred_advisor_sees_nothing_change_in_the_years_when_a_copy_arrives(
    scene: Scene, years_later: int
) -> None:
    """Attack: count the copies in your list, and look whether the page counted one more."""
    company = register(name="Garage De Vonk")
    aafke, _ = make_advisor("Aafke Adviseur"), make_advisor()
    speaks_for(aafke.user, company)
    later = today().replace(year=today().year + years_later, month=1, day=2)
    with suppose(later):
        before = years_page(aafke)
    file_about(scene, company.pk).hand_over()
    assert YearlyCount.objects.get(what=Counted.RECEIVED).number == 1

    with suppose(later):
        assert years_page(aafke) == before


def shown_of(number: int, year: int = 2025) -> str:
    table = year_table({year: {"received": number}}, dt.date(year + 1, 12, 31))
    return str(table["years"][0][1])


FEW = "minder dan 15"


@pytest.mark.parametrize(
    ("number", "either"),
    [
        (0, {FEW}),
        (10, {FEW}),
        (11, {FEW, "15"}),
        (15, {"15"}),
        (19, {"15", "20"}),
        (20, {"20"}),
        (21, {"20", "25"}),
    ],
)
def test_no_number_of_a_year_is_exact_or_small(number: int, either: set[str]) -> None:
    """Attack: who sees 19 copies and reads 20 would know of a hidden one. 19 reads so, too."""
    assert {shown_of(number, year) for year in range(1970, 2030)} == either


def test_the_same_year_reads_the_same_at_every_look_and_grows_at_one_hidden_number() -> None:
    """Attack: look again after each outcome. Of five that come, one moves the number."""
    for year in range(1970, 2030):
        seen = [shown_of(number, year) for number in range(20, 26)]
        assert seen == [shown_of(number, year) for number in range(20, 26)]
        assert seen == sorted(seen)
        assert set(seen) == {"20", "25"}


def test_a_year_that_is_not_over_is_not_in_the_table() -> None:
    counted = {2025: {"received": 15}, 2026: {"received": 100}}
    table = year_table(counted, dt.date(2026, 12, 31))

    assert table["years"][0][:3] == ["2025", "15", FEW]
    assert "2026" not in [row[0] for row in table["years"]]


def test_a_new_advisor_gets_older_copies_from_a_colleague(scene: Scene, arend: Member) -> None:
    scene.hand_over()
    nora = make_advisor("Nora Nieuw")
    assert not POLICY.visible_to(nora.user).exists()

    assert _let_in(arend, nora)
    opened = open_investigation(member=nora.unlocked, investigation=investigation())
    assert opened.keys.staff is not None


def test_an_advisor_who_left_sbb_opens_nothing(scene: Scene, arend: Member) -> None:
    scene.hand_over()
    Membership.objects.filter(user=arend.user).update(ended_on=today())

    assert not POLICY.visible_to(arend.user).exists()
    with pytest.raises(NotOnKeyring):
        open_investigation(member=arend.unlocked, investigation=investigation())


def test_a_schools_vault_opens_no_copy(scene: Scene, arend: Member) -> None:
    scene.hand_over()
    with pytest.raises(PermissionDenied):
        open_investigation(member=scene.mehmet.unlocked, investigation=investigation())
