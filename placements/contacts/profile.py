"""What a leerbedrijf says of itself. The register's facts (name, address, number) are not its own.

Two contacts may write at once: whoever saves names the state that they read, and the second one
is told that it changed.
"""

import hashlib
import json
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from placements.companies.models import TrainingCompany
from placements.companies.signals import companies_changed
from placements.contacts import policy
from stagebaken.accounts.models import User
from stagebaken.audit.actions import record
from stagebaken.audit.models import Scope, Verb

FIELDS = (
    "allowance_cents",
    "size_class",
    "learning_tasks",
    "trades",
    "public_email",
    "public_phone",
    "website",
    "other_names",
)


class ProfileChanged(Exception):
    """Somebody else saved since this state was read."""


def version_of(company: TrainingCompany) -> str:
    """Name the state of what a company says of itself."""
    state = json.dumps([getattr(company, name) for name in FIELDS])
    return hashlib.sha256(state.encode()).hexdigest()[:32]


@transaction.atomic
def save(*, by: User, company_id: UUID, version: str, facts: Mapping[str, Any]) -> TrainingCompany:
    """Keep what a contact wrote; `ProfileChanged` when it is no longer what they read."""
    company = TrainingCompany.objects.select_for_update(no_key=True).get(pk=company_id)
    if not policy.companies_of(by).filter(pk=company_id).exists():
        raise PermissionDenied
    if version != version_of(company):
        raise ProfileChanged
    changed = [name for name in FIELDS if facts[name] != getattr(company, name)]
    if not changed:
        return company
    for name in changed:
        setattr(company, name, facts[name])
    company.full_clean()
    company.save(update_fields=changed)
    companies_changed.send(sender=TrainingCompany, companies=[company.pk])
    record(
        verb=Verb.COMPANY_CHANGED,
        actor=by,
        scope=Scope.SYSTEM,
        subject=company.pk,
        detail={"fields": list(changed)},
    )
    return company


def gaps(company: TrainingCompany) -> list[str | Promise]:
    """Name what students would look for on the company's page and do not find."""
    reachable = company.public_email or company.public_phone
    missing = {
        _("de vergoeding"): company.allowance_cents is None,
        _("wat studenten bij je leren"): not company.learning_tasks.strip(),
        _("hoe studenten je bereiken"): not reachable,
        _("hoeveel mensen er bij je werken"): not company.size_class,
    }
    return [name for name, is_missing in missing.items() if is_missing]
