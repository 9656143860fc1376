from tests.placements.accreditations.conftest import a_day, designer, garage, key, mechanic

__all__ = ["a_day", "designer", "garage", "key", "mechanic"]
