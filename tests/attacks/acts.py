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
    """mbo Zeewaarde with its team of three, custodians and administrator; the neighbours' team."""
    from tests import cast

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
def sign_in(name: str, *, unlock: bool = True) -> dict[str, Any]:
    """The cookies of a browser in which this person works, with an open vault."""
    from django.test import Client

    from stagebaken.accounts.models import User
    from stagebaken.vault.models import Recipient
    from tests.attacks import staff
    from tests.cast import Member

    user = User.objects.get(name=name)
    client = Client()
    staff.sign_in(client, user)
    if unlock:
        staff.open_vault(client, Member(user, Recipient.objects.get(user=user), b""))
    return {key: morsel.value for key, morsel in client.cookies.items()}


@part
def report(word: str, *, excluded: tuple[str, ...] = ()) -> dict[str, Any]:
    """A report with a conversation and a file, made by its pages."""
    from schools.registry.models import School
    from stagebaken.accounts.models import User
    from stagebaken.vault.models import Recipient
    from tests.attacks.story import tell
    from tests.cast import Member

    mehmet = User.objects.get(name="Mehmet Aydın")
    told = tell(
        School.objects.get(code="zeewaarde"),
        Member(mehmet, Recipient.objects.get(user=mehmet), b""),
        excluded=tuple(User.objects.filter(name__in=excluded)),
        word=word,
    )
    return {"receipt": told.receipt, "case": str(told.case.pk), "file": str(told.attachment.pk)}


@part
def decide(receipt: str, page: str, **form: Any) -> dict[str, Any]:
    """The reporter opens the dossier and sends one of its forms."""
    from tests.attacks import staff

    return {"status": staff.reporter(receipt).post(f"/dossier/{page}/", form).status_code}


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


@part
def assign(case: str, name: str) -> dict[str, Any]:
    from reports.casework.models import Case
    from stagebaken.accounts.models import User

    assignee = User.objects.get(name=name)
    return {"changed": Case.objects.filter(pk=case).update(assignee=assignee)}


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
