"""manage.py vault drill SCHOOL"""

import io
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command

from schools.registry.models import School
from stagebaken.audit.models import Event, Verb
from stagebaken.vault import roster
from stagebaken.vault.models import Vault
from stagebaken.vault.wrapping import generate_key_pair
from stagebaken.web.days import today
from tests import cast
from tests.reports.strongroom.conftest import Open


class Terminal(io.StringIO):
    """A keyboard on which two shares are typed without echo."""

    def isatty(self) -> bool:
        return True


def drill(monkeypatch: pytest.MonkeyPatch, school: str, *shares: str, terminal: bool = True) -> str:
    typed: Iterator[str] = iter(shares)
    out = io.StringIO()
    if terminal:
        monkeypatch.setattr("sys.stdin", Terminal())
        monkeypatch.setattr("getpass.getpass", lambda _prompt: next(typed))
    else:
        monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{one}\n" for one in shares)))
    call_command("vault", "drill", school, stdout=out, stderr=io.StringIO())
    return out.getvalue()


@pytest.fixture(autouse=True)
def long_ago(safe: cast.Recovery) -> None:
    Vault.objects.update(drilled_on=today() - timedelta(days=400))


@pytest.mark.parametrize("terminal", [True, False])
def test_two_shares_prove_that_recovery_works(
    safe: cast.Recovery, monkeypatch: pytest.MonkeyPatch, terminal: bool
) -> None:
    said = drill(monkeypatch, "zeewaarde", *safe.shares[1:], terminal=terminal)

    assert "opens" in said
    assert Vault.objects.get().drilled_on == today()
    assert Event.objects.get().verb == Verb.DRILLED


def test_nothing_that_was_typed_is_said_again(
    safe: cast.Recovery, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = drill(monkeypatch, "zeewaarde", *safe.shares[1:])

    assert not any(word in said.split() for word in safe.shares[1].split()[5:])


def fails(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> CommandError:
    with pytest.raises(CommandError) as failure:
        drill(monkeypatch, *arguments)
    assert Vault.objects.filter(drilled_on=today()).count() == 0
    assert "\n" not in str(failure.value)
    return failure.value


def test_shares_of_another_key_do_not_prove_it(
    school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = cast.make_recovery(cast.duinkerk())
    Vault.objects.update(drilled_on=today() - timedelta(days=400))

    assert fails(monkeypatch, "zeewaarde", *other.shares[:2]).returncode == 1


def test_one_share_twice_does_not_prove_it(
    safe: cast.Recovery, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert fails(monkeypatch, "zeewaarde", safe.shares[0], safe.shares[0]).returncode == 1


def test_a_swapped_key_is_found_out(safe: cast.Recovery, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also when whoever swapped it could sign it."""
    vault = Vault.objects.get()
    vault.recovery_public_key = generate_key_pair().public
    roster.sign(vault)
    vault.save()

    assert fails(monkeypatch, "zeewaarde", *safe.shares[:2]).returncode == 1
    assert Event.objects.get().verb == Verb.UNLOCK_FAILED


@pytest.mark.parametrize("typed", ["", "academic acid", "sleutel " * 33])
def test_what_is_no_share_is_bad_input(
    safe: cast.Recovery, monkeypatch: pytest.MonkeyPatch, typed: str
) -> None:
    assert fails(monkeypatch, "zeewaarde", typed, safe.shares[0]).returncode == 2


def test_an_unknown_school_is_bad_input(monkeypatch: pytest.MonkeyPatch) -> None:
    assert fails(monkeypatch, "nergens").returncode == 2


def test_a_school_without_a_recovery_key_is_bad_input(monkeypatch: pytest.MonkeyPatch) -> None:
    cast.duinkerk()

    assert fails(monkeypatch, "duinkerk").returncode == 2


def test_no_share_is_taken_as_an_argument(
    safe: cast.Recovery, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(CommandError):
        call_command("vault", "drill", "zeewaarde", safe.shares[0])


def test_a_year_after_the_last_drill_people_are_reminded(
    safe: cast.Recovery, screen: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "tijd om de herstelsleutel te oefenen" in screen(safe.custodians[0]).text()

    drill(monkeypatch, "zeewaarde", *safe.shares[1:])

    assert "tijd om de herstelsleutel te oefenen" not in screen(safe.custodians[0]).text()
