"""Whether a case ends or threatens a placement (R5): read from what is sealed, never stored.

So there is one task in a case, however many reasons there are for it.
"""

from contextlib import suppress
from uuid import UUID

from placements.replacement.lost import has_lost_its_standing, places_nobody
from reports.casework.models import Case, Status
from reports.dossiers.account import Account
from reports.dossiers.vocabulary import Form, Phase, Wish
from reports.replacing.matter import Matter
from stagebaken.web.days import today

# Whoever was sent away or refused has no place, also where it had still to begin.
ENDED = frozenset({Form.SENT_AWAY, Form.REFUSED})
THREATENED = frozenset({Form.HARASSMENT, Form.THREAT})  # during a placement
FINISHED = frozenset({Status.CLOSED, Status.WITHDRAWN})


def is_needed(case: Case, account: Account, wish: str, known: Matter) -> bool:
    """As the reporter may know it: from their own words, and from the register."""
    if case.status == Status.REPLACEMENT or wish == Wish.PLACE or ENDED & set(account.forms):
        return True
    if not is_there(account):
        return False
    threatened = account.is_urgent or bool(THREATENED & set(account.forms))
    return threatened or known.is_lost or _has_lost_its_standing(case, account)


def must_be_asked(case: Case, account: Account, wish: str, known: Matter) -> bool:
    """As the team must act on it: also where the school itself places nobody any more.

    The decision itself is not the team's to know: this says what to do, and not why.
    """
    company_id = _company(account)
    is_closed = company_id is not None and places_nobody(case.school, company_id, today())
    return is_needed(case, account, wish, known) or (is_there(account) and is_closed)


def is_there(account: Account) -> bool:
    """Whether the reporter has a placement that can end, or did not say."""
    return Phase.DURING in account.phases or not account.phases


def _has_lost_its_standing(case: Case, account: Account) -> bool:
    company_id = _company(account)
    return company_id is not None and has_lost_its_standing(case.school, company_id, today())


def _company(account: Account) -> UUID | None:
    with suppress(ValueError):  # typed by hand, or not told
        return UUID(account.company_id)
    return None
