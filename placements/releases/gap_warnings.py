"""What somebody must know before believing the adjusted figures of a gap."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from placements.outcomes import floors
from placements.releases.gap_reading import Comparison, Figure

SUPPORT_PERCENT = round(100 * (1 - floors.SUPPORT_FROM))


def warnings(some: Comparison) -> Iterator[str]:
    """What somebody must know before believing the adjusted figures."""
    support = some["no_support"]
    if not support.is_hidden:
        yield _supported(support)
    if some.is_unequal:
        yield _(
            "Het verschil is niet in elke combinatie van richting, niveau en regio even groot. "
            "Eén getal vat dat niet goed samen: in de ene combinatie is het verschil groter dan "
            "hier staat, in de andere kleiner of andersom."
        )


def _supported(support: Figure) -> str:
    facts = {"most": support.text, "n": support.n, "limit": SUPPORT_PERCENT}
    if support.value > SUPPORT_PERCENT:
        return (
            _(
                "Voor meer dan %(limit)s%% van deze studenten (%(n)s) is er niemand met "
                "herkomst Nederland in dezelfde richting, op hetzelfde niveau en in dezelfde "
                "regio. Daarom staan hier alleen getallen zoals geteld."
            )
            % facts
        )
    if not support.value:
        return (
            _(
                "Voor al deze studenten (%(n)s) is er iemand met herkomst Nederland in "
                "dezelfde richting, op hetzelfde niveau en in dezelfde regio."
            )
            % facts
        )
    return (
        _(
            "Voor hoogstens %(most)s van deze studenten (%(n)s) is er niemand met herkomst "
            "Nederland in dezelfde richting, op hetzelfde niveau en in dezelfde regio."
        )
        % facts
    )


def beyond(some: Comparison) -> bool:
    """Whether a share of a gap, or an end of it, is below none or above all of it."""
    shares = (some[name] for name in some.stored if "unexplained" in name)
    return any(not one.is_hidden and (one.low < 0 or one.high > 100) for one in shares)
