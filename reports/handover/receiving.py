"""SBB's vault takes in what a school hands over: the bytes that the reporter saw, sealed anew."""

import secrets
from collections.abc import Iterable
from datetime import date, timedelta
from uuid import UUID

from django.conf import settings

from placements.contacts.policy import companies_of
from reports.casework.models import NUMBER_ALPHABET
from reports.handover import counting
from reports.handover.models import Handover, Investigation
from reports.handover.vocabulary import Counted
from reports.notices import actions as notices
from schools.registry.models import SBB, Body
from schools.teams.models import Membership
from schools.terms.working_days import Calendar
from stagebaken.accounts.models import User
from stagebaken.audit.actions import record
from stagebaken.audit.models import Scope, Verb
from stagebaken.vault import copies, keyring, rows
from stagebaken.vault.models import Custodian, WrapState

TITLE_LENGTH = 80  # characters of the short title in SBB's list
TITLE_LINES = 2  # of what was received: school and company, as it is proposed to schools


def is_ready() -> bool:
    """Whether anybody at SBB could read a report today."""
    return bool(keyring.admissible(Body.sbb().vault))


def response_due(day: date) -> date:
    """The last day of SBB's term: working days of the Netherlands, no school's breaks."""
    return Calendar().shift(day, settings.SBB_RESPONSE_DAYS)


def people() -> list[User]:
    """Everybody who could come to read a report at SBB."""
    return [one.user for one in Membership.objects.at(Body.sbb()).select_related("user")]


def with_a_stake(company_id: UUID) -> list[User]:
    """Who of SBB's people speaks for this company."""
    return [one for one in people() if companies_of(one).filter(pk=company_id).exists()]


def receive(
    *, content: bytes, school: str, handover: Handover, barred: Iterable[User], day: date
) -> Investigation:
    """Seal a copy for SBB's members except who is barred, also who comes to SBB later.

    In the caller's transaction. Raises VaultNotSetUp where nobody there may read it.
    """
    vault = Body.sbb().vault
    ids, here = {one.pk for one in barred}, {one.pk for one in present()}
    dossier, keys = copies.create(vault=vault, day=day, barred=ids & here)
    # Not as excluded: one such row keeps a copy from every newcomer, and it need not here.
    rows.bar(dossier, ids - here, WrapState.RECUSED)
    document = content.decode()
    found = Investigation(
        dossier=dossier,
        number=new_number(),
        received_on=day,
        due_on=response_due(day),
        keep_until=day + timedelta(days=settings.SBB_OPEN_DAYS),
    )
    keys.seal(found, "document", document)
    keys.seal(found, "card", {"school": school, "title": title(document)})
    keys.seal(found, "link", {"handover": str(handover.pk)})
    found.save(force_insert=True)
    counting.count(Counted.RECEIVED, day.year)
    notices.tell_team(dossier=dossier)
    record(
        verb=Verb.COPY_RECEIVED,
        actor=None,
        role=SBB,
        scope=Scope.DOSSIER,
        vault_id=vault.pk,
        subject=dossier.pk,
    )
    return found


def present() -> list[User]:
    """Who is at SBB, or has a share of its recovery key still; by name."""
    shares = Custodian.objects.filter(vault=Body.sbb().vault).select_related("user")
    found = {*people(), *(one.user for one in shares)}
    return sorted(found, key=lambda one: one.name)


def title(document: str) -> str:
    """The first lines of what was received: nothing that the reporter did not see."""
    lines = [line.strip() for line in document.splitlines() if line.strip()]
    line = " · ".join(lines[:TITLE_LINES])
    return line if len(line) <= TITLE_LENGTH else line[: TITLE_LENGTH - 1] + "…"


def new_number() -> str:
    """A number of SBB's own, such as S-7MK42. Random: it tells no order, and no school's number."""
    return "S-" + "".join(secrets.choice(NUMBER_ALPHABET) for _ in range(5))
