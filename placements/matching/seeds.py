"""The seed of a round: fixed and promised at the opening, and known to nobody until the close.

The row keeps 32 random bytes, and the seed is what FIELD_KEY makes of them. So who reads the
database knows no number beforehand, and who runs the server cannot pick another seed afterwards:
its hash was published.
"""

import secrets

from django.conf import settings
from django.utils.crypto import salted_hmac

from placements.matching import lottery
from placements.matching.models import Round
from placements.matching.rules import SeedLost


def commit(round_: Round) -> None:
    round_.seed_draw = secrets.token_hex(lottery.SEED_BYTES)
    round_.seed_sha256 = lottery.commitment(_seed(round_))


def reveal(round_: Round) -> None:
    seed = _seed(round_)
    if lottery.commitment(seed) != round_.seed_sha256:
        raise SeedLost
    round_.seed = seed


def _seed(round_: Round) -> str:
    """64 hexadecimal digits."""
    salt, draw = "stagebaken/matching-seed/v1", round_.seed_draw
    return salted_hmac(salt, draw, secret=settings.FIELD_KEY, algorithm="sha256").hexdigest()
