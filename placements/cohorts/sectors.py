"""In which sectorkamer a programme is: by crebo in the mbo, by name in the hbo."""

from collections.abc import Callable

from placements.accreditations.models import Programme


def reader() -> Callable[[str, str], str]:
    """(crebo, name) -> the code of the sectorkamer, or empty. One query for all programmes."""
    rows = Programme.objects.exclude(sector="").order_by()
    known = {
        (crebo or "", "" if crebo else name): sector
        for crebo, name, sector in rows.values_list("crebo", "name", "sector")
    }
    return lambda crebo, name: known.get((crebo, "" if crebo else name), "")
