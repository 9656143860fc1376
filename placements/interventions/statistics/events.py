"""The event picture: the difference in every year, against the last year before.

It is looked at. There is no test to pass: with few schools one that is passed says nothing
(statistics.md §5).
"""

from placements.interventions.statistics.change import compared
from placements.interventions.statistics.panel import Panel
from placements.outcomes.estimates import Estimate

LEAST_BEFORE = 2  # years before, for a picture


def by_year(panel: Panel) -> list[Estimate]:
    """One for each year of the panel; the last one before is 0 by definition."""
    if panel.before < LEAST_BEFORE:
        return []
    last = panel.before - 1
    treated = panel.treated - panel.treated[:, [last]]
    others = panel.others - panel.others[:, [last]]
    return [
        Estimate(0.0, 0.0, 0.0, 0.0)
        if year == last
        else compared(treated[:, year], others[:, year])
        for year in range(panel.treated.shape[1])
    ]
