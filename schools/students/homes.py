"""Which home organisations are a school's: it names them, and the platform confirms (ADR 59).

Attack: an administrator names the domain of another school, lists the numbers of its students, and
they become students here when they sign in. Who runs the platform knows whose domain it is.
"""

from collections.abc import Collection

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from schools.registry.models import School
from schools.students import policy
from schools.students.models import HomeOrganization
from schools.students.rules import HomeTaken
from schools.teams.actions import lock
from schools.teams.policy import is_platform_administrator
from stagebaken.accounts.models import User
from stagebaken.audit.actions import Code, record
from stagebaken.audit.models import Scope, Verb
from stagebaken.web.days import today


@transaction.atomic
def set_homes(*, by: User, school: School, domains: Collection[str]) -> None:
    """Say whose sign-in makes a student of whom this school knows; none: by invitation alone.

    A domain that was confirmed stays so; a new one waits for the platform. Raises HomeTaken.
    """
    lock(school)
    policy.require(by, school, policy.KEEPERS)
    named = HomeOrganization.objects.filter(school=school)
    wanted, had = set(domains), set(named.values_list("domain", flat=True))
    if wanted == had:
        return
    named.exclude(domain__in=wanted).delete()
    try:
        with transaction.atomic():
            HomeOrganization.objects.bulk_create(
                HomeOrganization(school=school, domain=one) for one in sorted(wanted - had)
            )
    except IntegrityError as error:
        raise HomeTaken from error
    _record(by, school, "school_sign_in_on" if wanted else "school_sign_in_off", wanted)


@transaction.atomic
def confirm(*, by: User, domain: str) -> None:
    """The platform says that a domain is the school's own. Confirming twice is confirming."""
    home = _for_platform(by, domain)
    if home.confirmed_on is None:
        home.confirmed_on = today()
        home.save(update_fields=["confirmed_on"])
        _record(by, home.school, "school_sign_in_confirmed", [domain])


@transaction.atomic
def refuse(*, by: User, domain: str) -> None:
    """The domain is not the school's, or no more: it opens nothing, and another may name it."""
    home = _for_platform(by, domain)
    home.delete()
    _record(by, home.school, "school_sign_in_refused", [domain])


def homes_of(school: School) -> set[str]:
    """The domains that open something."""
    found = HomeOrganization.objects.confirmed().filter(school=school)
    return set(found.values_list("domain", flat=True))


def _for_platform(by: User, domain: str) -> HomeOrganization:
    if not is_platform_administrator(by):
        raise PermissionDenied
    rows = HomeOrganization.objects.select_for_update(of=("self",)).select_related("school")
    return rows.get(domain=domain)


def _record(by: User, school: School, what: str, domains: Collection[str]) -> None:
    named: list[Code] = [*sorted(domains)]
    record(
        verb=Verb.SCHOOL_CHANGED,
        actor=by,
        scope=Scope.VAULT,
        vault_id=school.vault_id,
        subject=school.pk,
        detail={"what": what, "domains": named},
    )
