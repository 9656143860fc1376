"""A record that gets another account shows it nothing; who left school is not stuck."""

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from placements.applications import applying, policy, profiling, reading
from placements.applications.errors import Stale
from placements.applications.models import ApplicantProfile, Application
from placements.applications.transitions import State
from schools.students import inviting
from schools.students.models import Student
from stagebaken.accounts.models import User
from stagebaken.web.days import today
from tests.placements.applications.scene import FACTS, GOALS, Scene, act
from tests.schools.students import people
from tests.stagebaken.accounts.signing_in import sign_in


def hand_over(student: Student) -> User:
    """What a curious coordinator does: take the access away, and invite an address of their own."""
    coordinator = people.make_coordinator(student.school)
    inviting.remove_access(by=coordinator, student=student)
    student.refresh_from_db()
    student.email = "eigen@zeewaarde.example"
    student.save()
    return people.let_in(student, coordinator)


def test_another_account_finds_no_profile_and_no_needs(scene: Scene) -> None:
    application = scene.apply()
    Application.objects.update(sent_on="2026-01-05")
    hand_over(scene.yasmina)
    application.refresh_from_db()
    assert application.withheld == {}
    assert not ApplicantProfile.objects.exists()


@pytest.mark.parametrize("state", [State.SENT, State.INVITED, State.CONVERSATION, State.OFFERED])
def test_another_account_cannot_answer_in_the_students_place(scene: Scene, state: State) -> None:
    application = scene.reached(state)
    Application.objects.update(sent_on="2026-01-05")
    hand_over(scene.yasmina)
    application.refresh_from_db()
    assert application.state == State.WITHDRAWN
    assert reading.identity_of(application) is None


def test_an_accepted_place_stays_but_is_not_shown_to_another_account(scene: Scene) -> None:
    application = scene.reached(State.ACCEPTED)
    Application.objects.update(sent_on="2026-01-05")
    user = hand_over(scene.yasmina)
    application.refresh_from_db()
    assert application.state == State.ACCEPTED
    assert not policy.applications_of(user).exists()


def test_a_place_that_was_accepted_today_is_not_the_next_accounts_own(scene: Scene) -> None:
    """By their days alone the two accounts of this day could not be told apart."""
    application = scene.reached(State.ACCEPTED)
    user = hand_over(scene.yasmina)
    assert not policy.applications_of(user).exists()
    client = Client()
    sign_in(client, user)
    for name in ("applications:one", "applications:withdraw"):
        assert client.get(reverse(name, args=[application.pk])).status_code == 404
    assert client.post(reverse("applications:accept", args=[application.pk])).status_code == 404
    identity = reading.identity_of(Application.objects.get())
    assert identity is not None
    assert identity.name == "Yasmina el Amrani"
    user.email = "nog-een@elders.example"
    user.save()
    identity = reading.identity_of(Application.objects.get())
    assert identity is not None
    assert identity.email == "eigen@zeewaarde.example"  # what the school's record says


def test_what_was_sent_today_is_not_taken_for_the_next_accounts_own(scene: Scene) -> None:
    scene.reached(State.INVITED)
    assert not policy.applications_of(hand_over(scene.yasmina)).exists()


def test_a_name_that_was_hidden_a_moment_ago_is_not_read(scene: Scene) -> None:
    """The row was read while the company might know the name; then the student withdrew."""
    stale = scene.reached(State.CONVERSATION)
    act(scene, Application.objects.get(), State.WITHDRAWN)
    assert reading.identity_of(stale) is None


def test_what_is_sent_while_the_record_is_taken_away_reaches_nobody(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The record was read before; the lock was had after."""
    stale, user = Student.objects.get(pk=scene.yasmina.pk), scene.user
    inviting.remove_access(by=people.make_coordinator(scene.school), student=scene.yasmina)
    with pytest.raises(Stale):
        profiling.save(student=stale, version=0, facts=FACTS, goals=GOALS, skills=())
    monkeypatch.setattr(policy, "record_for", lambda *_: stale)
    with pytest.raises(PermissionDenied):
        applying.apply(by=user, place=scene.place, version=1)
    assert not ApplicantProfile.objects.exists()
    assert not Application.objects.exists()


def test_who_left_reads_and_withdraws(scene: Scene) -> None:
    application = scene.reached(State.OFFERED)
    scene.yasmina.ended_on = today()
    scene.yasmina.save()
    client = Client()
    sign_in(client, scene.user)
    page = client.get(reverse("applications:one", args=[application.pk]))
    assert page.status_code == 200
    assert reverse("applications:accept", args=[application.pk]) not in page.content.decode()
    answer = client.post(reverse("applications:accept", args=[application.pk]), {"what": "offer"})
    assert answer.status_code == 404
    assert client.get(reverse("applications:list")).status_code == 200
    client.post(reverse("applications:withdraw", args=[application.pk]))
    application.refresh_from_db()
    assert application.state == State.WITHDRAWN
