"""Coordinates in degrees (WGS 84), how exact they are, and what the Dutch map grid says in them."""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _


class CoordinateSource(models.TextChoices):
    """Where the coordinates come from; a distance from a centroid is marked 'ongeveer'."""

    EXACT = "exact", _("het adres zelf")
    POSTCODE = "postcode", _("het midden van het postcodegebied")
    PLACE = "place", _("het midden van de plaats")


@dataclass(frozen=True)
class Location:
    latitude: float
    longitude: float
    source: CoordinateSource


# Schreutelkamp and Strang van Hees, "Benaderingsformules voor de transformatie tussen RD- en
# WGS84-kaartcoordinaten", Geodesia 43 (2001) 64-69: powers of x and y, and seconds of arc.
# Within about 25 cm everywhere in the European Netherlands.
_ORIGIN_X, _ORIGIN_Y = 155_000.0, 463_000.0
_ORIGIN_LATITUDE, _ORIGIN_LONGITUDE = 52.15517440, 5.38720621
_LATITUDE_TERMS = (
    (0, 1, 3235.65389), (2, 0, -32.58297), (0, 2, -0.24750), (2, 1, -0.84978),
    (0, 3, -0.06550), (2, 2, -0.01709), (1, 0, -0.00738), (4, 0, 0.00530),
    (2, 3, -0.00039), (4, 1, 0.00033), (1, 1, -0.00012),
)  # fmt: skip
_LONGITUDE_TERMS = (
    (1, 0, 5260.52916), (1, 1, 105.94684), (1, 2, 2.45656), (3, 0, -0.81885),
    (1, 3, 0.05594), (3, 1, -0.05607), (0, 1, 0.01199), (3, 2, -0.00256),
    (1, 4, 0.00128), (0, 2, 0.00022), (2, 0, -0.00022), (5, 0, 0.00026),
)  # fmt: skip

RD_X = (0, 300_000)  # metres: what the grid spans in the Netherlands
RD_Y = (300_000, 625_000)
LATITUDES = (50.7, 53.7)  # degrees: the European Netherlands, islands included
LONGITUDES = (3.2, 7.3)


def from_rd(x: float, y: float) -> tuple[float, float]:
    """Return latitude and longitude of a point of the Rijksdriehoek grid (EPSG:28992)."""
    east, north = (x - _ORIGIN_X) / 100_000, (y - _ORIGIN_Y) / 100_000
    latitude = sum(k * east**p * north**q for p, q, k in _LATITUDE_TERMS)
    longitude = sum(k * east**p * north**q for p, q, k in _LONGITUDE_TERMS)
    return (_ORIGIN_LATITUDE + latitude / 3600, _ORIGIN_LONGITUDE + longitude / 3600)


def is_on_the_grid(x: float, y: float) -> bool:
    return RD_X[0] <= x <= RD_X[1] and RD_Y[0] <= y <= RD_Y[1]


def is_dutch(latitude: float, longitude: float) -> bool:
    """Whether a point can be an address in the European Netherlands: 0,0 is the sea off Ghana."""
    return LATITUDES[0] <= latitude <= LATITUDES[1] and LONGITUDES[0] <= longitude <= LONGITUDES[1]
