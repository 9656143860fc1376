"""The map beside the results."""

import pytest

from placements.search.drawing import HEIGHT, WIDTH, Map, Pin


@pytest.mark.parametrize(
    ("pins", "start"),
    [
        ([], 20),
        ([Pin(240, 220, (1,))], 20),
        ([Pin(60, HEIGHT - 40, (3,))], WIDTH - 120),  # a company there would hide the words
        ([Pin(60, HEIGHT - 40, (3,)), Pin(420, HEIGHT - 40, (4, 5))], 20),
    ],
)
def test_the_scale_stands_where_no_company_hides_it(pins: list[Pin], start: float) -> None:
    drawn = Map(pins, home=None, radius=0, place="", scale_km=50, scale=100, left_out=0)
    assert drawn.bar == (start, start + 100, HEIGHT - 20)
