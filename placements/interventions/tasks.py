"""What runs by itself."""

from placements.interventions import analysing
from stagebaken.schedule.retries import retrying
from stagebaken.web.days import today


@retrying()
def analyse_due() -> None:
    """Analyse plans whose last figures are out; on nearly every night there are none."""
    analysing.analyse_due(day=today())
