"""What an administrator does on the pages of /beheer/."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from schools.registry.models import School
from schools.teams import actions
from schools.teams.models import Invitation, Membership
from stagebaken.accounts.models import Role, User
from stagebaken.audit.actions import record
from stagebaken.audit.models import Event, Scope, Verb
from stagebaken.vault.models import RecipientState, Vault
from stagebaken.web.days import today
from tests import cast
from tests.schools.administration.conftest import browser

SCRIPT = "<script>alert(1)</script>"


def address(page: str, *args: object) -> str:
    return reverse(f"administration:{page}", args=["zeewaarde", *args])


def html(client: Client, page: str, *args: object) -> str:
    response = client.get(address(page, *args))
    assert response.status_code == 200
    return response.content.decode()


def said(client: Client, page: str, data: dict[str, Any], *args: object) -> str:
    """What the page says after the form was sent, redirects followed."""
    return client.post(address(page, *args), data, follow=True).content.decode()


# ---------- the overview ----------


def test_a_new_school_reads_what_is_still_to_do(administration: Client, school: School) -> None:
    page = html(administration, "overview")
    assert page.count("Nog te doen") == 5
    assert "Er zijn 0 sleutelbewaarders." in page


def test_a_school_that_is_set_up_has_nothing_left_until_the_yearly_drill(
    administration: Client, school: School
) -> None:
    cast.make_recovery(school)
    cast.make_team(school)
    School.objects.update(welcome_text="Welkom", counsellor_contact="Kamer 1")
    page = html(administration, "overview")
    assert "3 van de 3 zijn toegelaten tot de kluis." in page
    assert "Nog te doen" not in page
    Vault.objects.update(drilled_on=today() - timedelta(days=366))
    page = html(administration, "overview")
    assert page.count("Nog te doen") == 1
    assert "De herstelsleutel dit jaar geoefend" in page


def test_failing_mail_is_shown_by_name_and_without_a_day(
    administration: Client, administrator: User, counsellor: User, school: School
) -> None:
    actions.note_mail(user=counsellor, has_failed=True)
    actions.note_mail(user=cast.make_user("Vreemde"), has_failed=True)
    page = html(administration, "overview")
    assert counsellor.email in page
    assert "Vreemde" not in page
    assert str(today().year) not in page
    assert "Mail komt niet aan" in html(administration, "team")


# ---------- people ----------


def test_the_administrator_invites_somebody_to_the_team(
    administration: Client, school: School
) -> None:
    offer = {
        "name": "Nina Nieuw",
        "email": "nina@zeewaarde.example",
        "role": "confidential_counsellor",
        "title": "Vertrouwenspersoon Zorg",
    }
    page = said(administration, "invite_team", offer)
    assert "De uitnodiging voor Nina Nieuw is onderweg." in page
    assert "Geldig tot en met" in page
    invitation = Invitation.objects.get()
    assert (invitation.role, invitation.title) == (offer["role"], offer["title"])
    assert "Niet" not in said(administration, "resend", {}, invitation.pk)
    assert "ingetrokken" in said(administration, "withdraw", {}, invitation.pk)
    assert not Invitation.objects.open().exists()


@pytest.mark.parametrize(
    ("group", "role"),
    [("custodians", Role.CUSTODIAN), ("administrators", Role.SCHOOL_ADMINISTRATOR)],
)
def test_the_page_decides_the_role_not_the_form(
    group: str, role: Role, administration: Client, school: School
) -> None:
    offer = {"name": "N", "email": "n@zeewaarde.example", "role": "confidential_counsellor"}
    said(administration, f"invite_{group}", offer)
    assert Invitation.objects.get().role == role


def test_the_team_page_gives_no_role_outside_the_team(
    administration: Client, school: School
) -> None:
    offer = {"name": "N", "email": "n@zeewaarde.example", "role": "school_administrator"}
    assert 'href="#id_role_0"' in said(administration, "invite_team", offer)
    assert not Invitation.objects.exists()


def test_a_clash_of_roles_is_explained_on_the_page(
    administration: Client, administrator: User, school: School
) -> None:
    offer = {"name": "T", "email": administrator.email}
    assert "Wie beheerder is" in said(administration, "invite_custodians", offer)


def test_the_team_page_shows_how_far_each_key_is(administration: Client, school: School) -> None:
    cast.make_member(school)
    cast.make_member(school, name="Wim Wacht", state=RecipientState.KEYED)
    cast.join(school, cast.make_user("Zon Der"), Role.INTERNSHIP_COORDINATOR)
    page = html(administration, "team")
    for state in ("Kan meldingen openen", "Wacht op toelating", "Nog geen sleutel gemaakt"):
        assert page.count(state) == 1


def test_removing_asks_first_and_names_what_is_lost(
    administration: Client, counsellor: User, school: School
) -> None:
    membership = Membership.objects.get(user=counsellor)
    question = html(administration, "remove", membership.pk)
    assert "kan vanaf nu geen enkele melding meer openen" in question
    assert "Daarna zit er niemand meer in het meldteam" in question
    assert "Mehmet Aydın is verwijderd." in said(administration, "remove", {}, membership.pk)
    assert not Membership.objects.reporting_team(school).exists()


def test_removing_the_second_last_custodian_says_what_that_means(
    administration: Client, school: School
) -> None:
    first, second, _third = cast.make_recovery(school).custodians
    said(administration, "remove", {}, Membership.objects.get(user=first).pk)
    question = html(administration, "remove", Membership.objects.get(user=second).pk)
    assert "Er blijft 1 sleutelbewaarder over." in question
    assert "voor altijd weg" in question


def test_the_last_administrator_is_told_why_they_stay(
    administration: Client, administrator: User, school: School
) -> None:
    membership = Membership.objects.get(user=administrator)
    administration.post(address("remove", membership.pk))
    assert "minstens één beheerder" in html(administration, "overview")
    assert Membership.objects.administrators(school).exists()


def test_what_students_read_beside_a_name_can_be_changed(
    administration: Client, counsellor: User, school: School
) -> None:
    membership = Membership.objects.get(user=counsellor)
    page = said(administration, "member", {"title": "Vertrouwenspersoon Techniek"}, membership.pk)
    assert "Vertrouwenspersoon Techniek" in page


def test_names_and_titles_show_as_text(
    administration: Client, administrator: User, counsellor: User, school: School
) -> None:
    User.objects.filter(pk=counsellor.pk).update(name=SCRIPT)
    Membership.objects.filter(user=counsellor).update(title=SCRIPT)
    School.objects.update(name=SCRIPT, welcome_text=SCRIPT, counsellor_contact=SCRIPT)
    offer = {"name": SCRIPT, "email": "n@zeewaarde.example", "role": "confidential_counsellor"}
    said(administration, "invite_team", offer)
    actions.note_mail(user=counsellor, has_failed=True)
    membership = Membership.objects.get(user=counsellor)
    pages = [html(administration, page) for page in ("overview", "team", "texts", "history")]
    pages += [html(administration, page, membership.pk) for page in ("member", "remove")]
    pages += [html(administration, "withdraw", Invitation.objects.get().pk)]
    for page in pages:
        assert SCRIPT not in page
        assert "&lt;script&gt;" in page


def test_a_long_team_costs_no_more_questions(
    administration: Client, school: School, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    def questions() -> int:
        with django_assert_max_num_queries(13) as asked:
            html(administration, "team")
        return len(asked)

    cast.make_member(school)
    few = questions()
    for number in range(8):
        cast.make_member(school, name=f"Lid {number}")
    assert questions() == few


# ---------- the reporting point ----------


def test_the_point_opens_only_when_somebody_can_read(
    administration: Client, school: School
) -> None:
    School.objects.update(is_open=False)
    assert "kan nog niet open" in said(administration, "open", {})
    cast.make_recovery(school)
    assert "kan nog niet open" in said(administration, "open", {})
    cast.make_member(school)
    assert "Studenten kunnen nu melden." in said(administration, "open", {})
    assert School.objects.get(pk=school.pk).is_open
    assert "gesloten voor nieuwe meldingen" in said(administration, "close", {})
    assert not School.objects.get(pk=school.pk).is_open


def test_terms_within_the_limits_are_kept_and_audited(
    administration: Client, administrator: User, school: School
) -> None:
    said(administration, "terms", {"acknowledge_days": 3, "feedback_days": 30, "keep_months": 12})
    school.refresh_from_db()
    assert (school.acknowledge_days, school.feedback_days, school.keep_months) == (3, 30, 12)
    event = Event.objects.get(verb=Verb.TERMS_CHANGED)
    assert event.detail == {"acknowledge": 3, "feedback": 30, "keep": 12}
    assert event.actor_id == administrator.pk


@pytest.mark.parametrize(
    "terms",
    [
        {"acknowledge_days": 6, "feedback_days": 30, "keep_months": 24},
        {"acknowledge_days": 0, "feedback_days": 30, "keep_months": 24},
        {"acknowledge_days": 5, "feedback_days": 64, "keep_months": 24},
        {"acknowledge_days": "", "feedback_days": "x", "keep_months": 24},
        {"acknowledge_days": 3, "feedback_days": 30, "keep_months": 2},
        {"acknowledge_days": 3, "feedback_days": 30, "keep_months": 61},
    ],
)
def test_terms_beyond_the_limits_are_refused_in_words(
    administration: Client, school: School, terms: dict[str, Any]
) -> None:
    assert "Er klopt nog iets niet." in said(administration, "terms", terms)
    school.refresh_from_db()
    assert (school.acknowledge_days, school.feedback_days) == (3, 40)


def test_own_texts_are_kept(administration: Client, school: School) -> None:
    texts = {
        "welcome_text": "Welkom bij ons",
        "welcome_text_en": "Welcome",
        "counsellor_contact": "Kamer 1.20",
        "counsellor_contact_en": "Room 1.20",
        "email_domains": "Zeewaarde.example, student.zeewaarde.example",
    }
    said(administration, "texts", texts)
    school.refresh_from_db()
    assert school.welcome_text == "Welkom bij ons"
    assert school.counsellor_contact_en == "Room 1.20"
    assert school.email_domains == "zeewaarde.example student.zeewaarde.example"


def test_a_domain_that_is_none_is_refused(administration: Client, school: School) -> None:
    assert "#id_email_domains" in said(administration, "texts", {"email_domains": "geen domein!"})


# ---------- history ----------


def test_the_history_tells_of_members_by_name(
    administration: Client, administrator: User, counsellor: User, school: School
) -> None:
    actions.remove(by=administrator, membership=Membership.objects.get(user=counsellor))
    page = html(administration, "history")
    assert "Verwijderd: Vertrouwenspersoon" in page
    assert page.count("Mehmet Aydın") == 2  # removed, and the key suspended
    assert "Truus Beheer" in page


def test_the_history_never_tells_of_reports_or_of_other_schools(
    administration: Client, counsellor: User, school: School, other_school: School
) -> None:
    """Attack: an administrator counts openings and unlockings to learn who reported what."""
    with transaction.atomic():
        for verb in Verb:
            for scope in (Scope.DOSSIER, Scope.ACCOUNT, Scope.SYSTEM):
                record(verb=verb, actor=counsellor, scope=scope, vault_id=school.vault_id)
            record(verb=verb, actor=counsellor, scope=Scope.VAULT, vault_id=other_school.vault_id)
        for verb in (Verb.UNLOCKED, Verb.UNLOCK_FAILED, Verb.OPENED, Verb.FILED, Verb.SEARCHED):
            record(verb=verb, actor=counsellor, scope=Scope.VAULT, vault_id=school.vault_id)
    page = html(administration, "history")
    assert "Er is nog niets gebeurd." in page
    assert counsellor.name not in page


def test_the_history_shows_every_kind_of_event_it_knows(
    administration: Client, counsellor: User, school: School
) -> None:
    with transaction.atomic():
        for verb in Verb:
            record(verb=verb, actor=counsellor, scope=Scope.VAULT, vault_id=school.vault_id)
        record(verb=Verb.DRILLED, actor=None, scope=Scope.VAULT, vault_id=school.vault_id)
    page = html(administration, "history")
    assert "Herstelsleutel geoefend" in page
    assert "Het systeem" in page


# ---------- the platform ----------


def test_the_platform_makes_a_school_closed_with_a_vault_and_invites_its_administrator(
    platform_administrator: User,
) -> None:
    sent = {
        "name": "mbo Nieuwland",
        "code": "nieuwland",
        "sector": "mbo",
        "administrator_name": "Bea",
        "administrator_email": "bea@nieuwland.example",
    }
    client = browser(platform_administrator)
    page = client.post("/beheer/scholen/nieuw/", sent, follow=True).content.decode()
    assert "mbo Nieuwland is gemaakt." in page
    school = School.objects.get(code="nieuwland")
    assert not school.is_open
    assert school.vault is not None
    offer = Invitation.objects.get()
    assert (offer.role, offer.school) == (Role.SCHOOL_ADMINISTRATOR, school)
    actions.withdraw(by=platform_administrator, invitation=offer)
    again = {"name": "Bo", "email": "bo@nieuwland.example"}
    client.post("/beheer/scholen/nieuwland/beheerder/", again)
    assert Invitation.objects.open().get().name == "Bo"


def test_a_code_that_exists_is_refused_in_words(
    platform_administrator: User, school: School
) -> None:
    sent = {
        "name": "X",
        "code": school.code,
        "sector": "mbo",
        "administrator_name": "B",
        "administrator_email": "b@x.example",
    }
    page = browser(platform_administrator).post("/beheer/scholen/nieuw/", sent).content.decode()
    assert "#id_code" in page
    assert School.objects.count() == 1


def test_who_administers_a_school_begins_there_after_signing_in(administration: Client) -> None:
    assert administration.get("/inloggen/start/").headers["Location"] == "/beheer/"
