"""Schools as a register names them."""

from django.db import transaction

from schools.registry.models import School
from stagebaken.audit.actions import record
from stagebaken.audit.models import Scope, Verb
from stagebaken.vault.models import Vault


@transaction.atomic
def enlist(
    *, code: str, name: str, sector: str, email_domains: str = "", province: str = ""
) -> School:
    """Make a school that takes no reports yet: nobody there could read one."""
    school = School(
        code=code,
        name=name,
        sector=sector,
        email_domains=email_domains,
        province=province,
        is_open=False,
    )
    school.full_clean(exclude=["vault"])
    school.vault = Vault.objects.create()
    school.save(force_insert=True)
    record(
        verb=Verb.SCHOOL_CHANGED,
        actor=None,
        scope=Scope.VAULT,
        vault_id=school.vault_id,
        subject=school.pk,
        detail={"what": "created"},
    )
    return school
