"""One act over many cases: each is a verb of its own, with its own lock and its own event."""

from collections.abc import Iterable

from reports.casework import actions
from reports.casework.models import Case, Status
from stagebaken.vault.errors import NotOnKeyring
from stagebaken.vault.models import Dossier
from stagebaken.vault.sessions import UnlockedMember


def acknowledge_all(*, member: UnlockedMember, cases: Iterable[Case]) -> int:
    """Confirm receipt of each. How many; what the reporter took away meanwhile is passed over."""
    return sum(_acknowledge(member, case) for case in cases if case.status == Status.RECEIVED)


def _acknowledge(member: UnlockedMember, case: Case) -> bool:
    try:
        actions.acknowledge(member=member, case=case)
    except (NotOnKeyring, Dossier.DoesNotExist, Case.DoesNotExist):
        return False  # excluded or withdrawn: it does not exist, so nothing is said of it (P2)
    return True
