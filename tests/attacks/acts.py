"""What happens inside a real installation: `python -m tests.attacks.acts PART FACTS`.

The settings are those of `make run`. The last line that is printed is JSON for the attacker.
"""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.append(str(Path(__file__).resolve().parents[2] / "platform"))

Part = Callable[..., dict[str, Any]]
_PARTS: dict[str, Part] = {}


def part(function: Part) -> Part:
    _PARTS[function.__name__] = function
    return function


@part
def people() -> dict[str, Any]:
    """Tables, static files, and mbo Zeewaarde with its team of three; the neighbours' team."""
    from stagebaken.web import preparation
    from tests import cast

    preparation.prepare()

    school, other = cast.zeewaarde(), cast.duinkerk()
    team = [*cast.make_team(school), cast.make_member(other, name="Els Vreemd")]
    recovery = cast.make_recovery(school)
    cast.make_recovery(other)
    administrator = cast.make_administrator(school)
    members = {
        member.user.name: {
            "id": str(member.user.pk),
            "email": member.user.email,
            "private_key": member.private_key.hex(),
            "totp": _give_factor(member.user),
        }
        for member in team
    }
    _give_factor(administrator)
    return {
        "members": members,
        "shares": recovery.shares,
        "custodians": [str(user.pk) for user in recovery.custodians],
        "administrator": administrator.email,
    }


def _give_factor(user: Any) -> str:
    """An authenticator app and a confirmed address, as somebody who works here has."""
    from allauth.account.models import EmailAddress
    from allauth.mfa.totp.internal.auth import generate_totp_secret

    from stagebaken.accounts.factors import add_totp

    secret: str = generate_totp_secret()
    add_totp(user, secret)
    EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=True)
    return secret


@part
def sign_in(names: list[str]) -> dict[str, Any]:
    """For each person the cookies of a browser in which they work, with an open vault."""
    from stagebaken.accounts.models import User
    from stagebaken.vault.models import Recipient
    from tests.attacks import staff
    from tests.cast import Member

    clients = {}
    for user in User.objects.filter(name__in=names):
        member = Member(user, Recipient.objects.get(user=user), b"")
        clients[user.name] = staff.unlocked(member)
    return {
        name: {key: morsel.value for key, morsel in client.cookies.items()}
        for name, client in clients.items()
    }


@part
def history(words: dict[str, str], assigned: str, to: str) -> dict[str, Any]:
    """A report for each word, with a conversation and a file; one is given to a member."""
    from reports.casework.models import Case
    from schools.registry.models import School
    from stagebaken.accounts.models import User
    from stagebaken.vault.models import Recipient
    from tests.attacks.story import tell
    from tests.cast import Member

    mehmet = User.objects.get(name="Mehmet Aydın")
    reader = Member(mehmet, Recipient.objects.get(user=mehmet), b"")
    school = School.objects.get(code="zeewaarde")
    told = {name: tell(school, reader, word=word) for name, word in words.items()}
    given = told[assigned]
    Case.objects.filter(pk=given.case.pk).update(assignee=User.objects.get(name=to))
    given.reporter.post("/dossier/bericht/", {"text": "Er is nog iets"})
    return {
        name: {
            "receipt": one.receipt, "case": str(one.case.pk), "file": str(one.attachment.pk)
        }
        for name, one in told.items()
    }  # fmt: skip


@part
def let_end(case: str) -> dict[str, Any]:
    """The case was closed three years ago, and its reporter was warned: tonight it ends."""
    from datetime import timedelta

    from reports.casework.models import Case
    from reports.retention.models import EndWarning
    from stagebaken.web.days import today

    long_ago, ago = today() - timedelta(days=3 * 366), today() - timedelta(days=60)
    found = Case.objects.filter(pk=case)
    found.update(
        status="closed", acknowledged_on=long_ago, closed_on=long_ago,
        due_on=None, term_on=None, limit_on=None, paused_days=None,
    )  # fmt: skip
    EndWarning.objects.create(dossier_id=found.get().dossier_id, warned_on=ago)
    return {}


@part
def decide(decisions: list[tuple[str, str, dict[str, Any]]]) -> dict[str, Any]:
    """Reporters open their dossiers, and each sends one of its forms."""
    from tests.attacks import staff

    return {
        page: staff.reporter(receipt).post(f"/dossier/{page}/", form).status_code
        for receipt, page, form in decisions
    }


@part
def visit(reports: dict[str, dict[str, str]]) -> dict[str, Any]:
    """What each receipt opens now: the page and the beginning of the file, or nothing."""
    from django.test import Client

    pages = {}
    for name, report in reports.items():
        client = Client()
        is_open = client.post("/dossier/", {"code": report["receipt"]}).status_code == 302
        file = client.get(f"/dossier/stukken/{report['file']}/") if is_open else None
        pages[name] = {
            "page": client.get("/dossier/inhoud/").content.decode() if is_open else "",
            "file": file.getvalue().decode() if file else "",
        }
    return pages


@part
def readers(names: list[str]) -> dict[str, Any]:
    """Which cases exist for these people, and what else the tables say of them."""
    from reports.casework.models import Case
    from reports.notices.models import News
    from reports.notices.rounds import members_with_news
    from stagebaken.accounts.models import User
    from stagebaken.vault.models import Wrap

    told = {}
    for user in User.objects.filter(name__in=names):
        told[user.name] = {
            "cases": [str(case.pk) for case in Case.objects.visible_to(user)],
            "keys": Wrap.objects.filter(user=user).exclude(wrapped=None).count(),
            "news": News.objects.filter(recipient__user=user).count(),
            "assigned": Case.objects.filter(assignee=user).count(),
            "mailed": user.pk in members_with_news(),
        }
    return told


def main() -> None:
    import django
    from django.test.utils import setup_test_environment

    django.setup()
    setup_test_environment()  # its client is let in, and mail goes nowhere
    name, facts = sys.argv[1:]
    print(json.dumps(_PARTS[name](**json.loads(facts))))


if __name__ == "__main__":
    import os

    os.environ["DJANGO_SETTINGS_MODULE"] = "stagebaken.settings.local"
    main()
