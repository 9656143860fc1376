"""The same desks as in the room of one case."""

from tests.reports.casework.conftest import case, desk_of, mehmet, school, team

__all__ = ["case", "desk_of", "mehmet", "school", "team"]
