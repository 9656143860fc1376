"""What an administrator decides about a school, and the platform about schools."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from schools.administration.checklist import Readiness
from schools.registry.models import School
from schools.teams import policy
from schools.teams.actions import RuleBroken, invite
from stagebaken.accounts.models import Role, User
from stagebaken.audit.actions import Detail, record
from stagebaken.audit.models import Scope, Verb
from stagebaken.vault.models import Vault

TEXTS = (
    "welcome_text",
    "welcome_text_en",
    "counsellor_contact",
    "counsellor_contact_en",
    "email_domains",
)


class NotReady(RuleBroken):
    sentence = _(
        "Het meldpunt kan nog niet open. Eerst moet er een herstelsleutel zijn, "
        "en iemand in het meldteam die meldingen kan openen."
    )


@transaction.atomic
def create_school(
    *,
    by: User,
    code: str,
    name: str,
    sector: str,
    administrator_email: str,
    administrator_name: str,
) -> School:
    """Make a school with its vault, closed for reports, and invite its first administrator."""
    if not policy.is_platform_administrator(by):
        raise PermissionDenied
    school = School(code=code, name=name.strip(), sector=sector, is_open=False)
    school.full_clean(exclude=["vault"])
    school.vault = Vault.objects.create()
    school.save(force_insert=True)
    _record(Verb.SCHOOL_CHANGED, by, school, {"what": "created"})
    invite(
        by=by,
        school=school,
        email=administrator_email,
        name=administrator_name,
        role=Role.SCHOOL_ADMINISTRATOR,
    )
    return school


@transaction.atomic
def set_terms(
    *, by: User, school: School, acknowledge_days: int, feedback_days: int, keep_months: int
) -> None:
    """Promise other terms; cases that run keep the deadline they were given.

    What is kept no longer is warned of first, in each dossier.
    """
    school = _administered(by, school)
    school.acknowledge_days, school.feedback_days = acknowledge_days, feedback_days
    school.keep_months = keep_months
    school.full_clean()
    school.save(update_fields=["acknowledge_days", "feedback_days", "keep_months"])
    detail: Detail = {
        "acknowledge": acknowledge_days,
        "feedback": feedback_days,
        "keep": keep_months,
    }
    _record(Verb.TERMS_CHANGED, by, school, detail)


@transaction.atomic
def set_texts(
    *,
    by: User,
    school: School,
    welcome_text: str,
    welcome_text_en: str,
    counsellor_contact: str,
    counsellor_contact_en: str,
    email_domains: str,
) -> None:
    """Change what reporters read at this school's reporting point."""
    school = _administered(by, school)
    school.welcome_text, school.welcome_text_en = welcome_text, welcome_text_en
    school.counsellor_contact = counsellor_contact
    school.counsellor_contact_en = counsellor_contact_en
    school.email_domains = email_domains
    school.full_clean()
    school.save(update_fields=TEXTS)
    _record(Verb.SCHOOL_CHANGED, by, school, {"what": "texts"})


@transaction.atomic
def open_point(*, by: User, school: School) -> None:
    """Take reports. Not before somebody could read one, and none could be lost for good (P4)."""
    school = _administered(by, school)
    if not Readiness.of(school).can_open:
        raise NotReady
    _set_open(by, school, is_open=True)


@transaction.atomic
def close_point(*, by: User, school: School) -> None:
    """Take no new reports; reporters and team go on with those that are there."""
    _set_open(by, _administered(by, school), is_open=False)


def _set_open(by: User, school: School, *, is_open: bool) -> None:
    school.is_open = is_open
    school.save(update_fields=["is_open"])
    _record(Verb.SCHOOL_CHANGED, by, school, {"what": "opened" if is_open else "closed"})


def _administered(by: User, school: School) -> School:
    policy.require_administrator(by, school)
    return School.objects.select_for_update(of=("self",), no_key=True).get(pk=school.pk)


def _record(verb: Verb, by: User, school: School, detail: Detail) -> None:
    record(
        verb=verb,
        actor=by,
        scope=Scope.VAULT,
        vault_id=school.vault_id,
        subject=school.pk,
        detail=detail,
    )
