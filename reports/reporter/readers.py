"""Who may read: whom the reporter keeps out, and who of those who came later comes in."""

from collections.abc import Collection, Set
from typing import NamedTuple

from django.db import transaction

from reports.casework.models import Case
from reports.casework.signals import access_ended
from reports.intake.people import choosable
from reports.notices import actions as notices
from reports.reporter.opening import OwnDossier, record_act
from reports.strongroom.actions import accept_newcomer, decline_newcomer, pending_newcomers
from stagebaken.accounts.models import User
from stagebaken.audit.models import Verb
from stagebaken.vault import keyring
from stagebaken.vault.models import Dossier, Recipient


class NobodyLeft(Exception):
    """Excluding these people would leave nobody who can read."""


class ReadersChanged(NamedTuple):
    """Whom the reporter shut out, and whom they let in again."""

    added: Set[User] = frozenset()
    removed: Set[User] = frozenset()


def choose_readers(
    *, own: OwnDossier, excluded: Collection[User], ticked: Collection[str] | None = None
) -> ReadersChanged:
    """Set who of the people to choose from may not see the dossier, from now on.

    `ticked` are the ids that the page showed as excluded: only they are let in again.
    """
    case = own.case
    if case is None:
        return ReadersChanged()
    with transaction.atomic():
        Dossier.objects.select_for_update().get(pk=own.dossier.pk)
        before = keyring.excluded_users(own.dossier)
        team = set(choosable(case.school, own.dossier))
        chosen = team.intersection(excluded)
        # Whoever left the school stays excluded: they were not among the boxes to tick.
        added, removed = chosen - before, (before & team) - chosen
        if ticked is not None:
            # Attack: an old page, or one made while somebody was away, undoes an exclusion.
            removed = {user for user in removed if str(user.pk) in ticked}
        if not removed and not keyring.readers(own.dossier).exclude(user__in=chosen).exists():
            raise NobodyLeft
        if removed:
            keyring.readmit(own.dossier, own.keys, removed)
            record_act(own, Verb.READMITTED)
        if added:
            _exclude(own, added)
        if not keyring.readers(own.dossier).exists():
            raise NobodyLeft
    return ReadersChanged(added, removed)


def _exclude(own: OwnDossier, users: Collection[User]) -> None:
    keyring.exclude(own.dossier, users)
    _take_from(own, users)
    record_act(own, Verb.EXCLUDED)


def _take_from(own: OwnDossier, users: Collection[User]) -> None:
    """What else of the case these people had: news of it, and the case itself."""
    notices.forget(dossier=own.dossier, users=users)
    Case.objects.filter(dossier=own.dossier, assignee__in=users).update(assignee=None)
    access_ended.send(sender=Case, dossier=own.dossier, users=users)


def newcomers(own: OwnDossier) -> list[Recipient]:
    """Members who joined later and come in by the reporter's yes alone (vault.md, "admit").

    Where the reporter kept nobody out, a member of the team may share it with them as well.
    """
    if own.case is None:
        return []
    if not (own.decisions.outsiders.strip() or keyring.excluded_users(own.dossier)):
        return []
    return pending_newcomers(dossier=own.dossier)


def answer_newcomer(*, own: OwnDossier, recipient: Recipient, is_welcome: bool) -> None:
    """Let somebody new read along, or not. Both can be changed with `choose_readers`."""
    with transaction.atomic():
        Dossier.objects.select_for_update().get(pk=own.dossier.pk)
        if recipient not in newcomers(own):
            return  # answered in another tab, or no member any more
        if is_welcome:
            accept_newcomer(dossier=own.dossier, keys=own.keys, recipient=recipient)
            notices.tell(recipient=recipient, dossier=own.dossier)
        else:
            decline_newcomer(dossier=own.dossier, recipient=recipient)
            _take_from(own, [recipient.user])
