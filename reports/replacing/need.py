"""Whether a case ends or threatens a placement (R5): read from what is sealed, never stored."""

from collections.abc import Sequence

from reports.casework.models import Case, Status
from reports.dossiers.account import Account
from reports.dossiers.vocabulary import Form, Phase, Wish

ENDED = frozenset({Form.SENT_AWAY})
THREATENED = frozenset({Form.HARASSMENT, Form.THREAT})  # during a placement
FINISHED = frozenset({Status.CLOSED, Status.WITHDRAWN})


def is_needed(case: Case, account: Account, wish: str) -> bool:
    """Whether the team must ask about another placement before it can let this go."""
    if case.status == Status.REPLACEMENT or wish == Wish.PLACE:
        return True
    return _ends(account.forms) or (
        Phase.DURING in account.phases and bool(THREATENED & set(account.forms))
    )


def _ends(forms: Sequence[str]) -> bool:
    return bool(ENDED & set(forms))
