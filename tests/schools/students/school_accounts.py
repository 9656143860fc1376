"""What the school says of Noor, and what it leaves behind."""

from typing import Any

from allauth.socialaccount.models import SocialAccount

from schools.students.models import Student
from schools.teams.models import Membership
from stagebaken.accounts import school_account
from stagebaken.accounts.claims import Claims
from stagebaken.accounts.models import Role, User

HOME = "zeewaarde.example"
NUMBER = "urn:schac:personalUniqueCode:nl:local:{home}:studentid:{number}"
NOOR: dict[str, Any] = {
    "sub": "noor-bij-ons",
    "schac_home_organization": HOME,
    "eduperson_affiliation": ["student", "member"],
    "schac_personal_unique_code": [NUMBER.format(home=HOME, number="1001")],
}


def claims(**said: Any) -> Claims:
    return Claims.read(NOOR | said)


def arrive(said: Claims, uid: str = NOOR["sub"]) -> User:
    account = SocialAccount(provider="school", uid=uid)
    return school_account.arrive(account=account, claims=said)


def came_in(student: Student) -> bool:
    student.refresh_from_db()
    return student.joined_on is not None


def nobody_came() -> bool:
    students = Membership.objects.filter(role=Role.STUDENT)
    return not SocialAccount.objects.exists() and not students.exists()
