"""Words typed back: the proof that somebody kept what was shown."""

import secrets
from collections.abc import Sized

ASKED = 2  # words; vault.md, Recovery


def ask(words: Sized) -> list[int]:
    """Choose places at random, counted from one."""
    return sorted(secrets.SystemRandom().sample(range(1, len(words) + 1), ASKED))
