"""Where postcodes and places lie, as imported: better than the table that the product ships."""

from typing import ClassVar

from django.db import models


class Basis(models.TextChoices):
    """How a file came to its coordinates. Computed from addresses outweighs a listing."""

    ADDRESSES = "addresses"
    LISTING = "listing"


class PostcodeArea(models.Model):
    """What one source says of a postcode's four digits."""

    id = models.BigAutoField(primary_key=True)
    pc4 = models.CharField(max_length=4)
    latitude = models.FloatField()
    longitude = models.FloatField()
    # False for codes of post office boxes: nobody can visit one.
    is_visited = models.BooleanField(default=True)
    basis = models.CharField(max_length=9, choices=Basis.choices)
    place = models.CharField(max_length=80, blank=True)
    source = models.CharField(max_length=80)

    class Meta:
        ordering: ClassVar[list[str]] = ["pc4", "basis", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["pc4", "source"], name="one_area_per_source"),
        ]

    def __str__(self) -> str:
        return self.pc4


class Locality(models.Model):
    """A place by one of its names, in the middle of its postcodes."""

    id = models.BigAutoField(primary_key=True)
    key = models.CharField(max_length=80)  # the name as `names.key_of` writes it
    municipality = models.CharField(max_length=80, blank=True)
    latitude = models.FloatField()
    longitude = models.FloatField()
    postcodes = models.PositiveSmallIntegerField()  # how many: of two places, the larger is meant
    source = models.CharField(max_length=80)

    class Meta:
        ordering: ClassVar[list[str]] = ["key", "-postcodes", "municipality"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["key", "municipality", "source"], name="one_locality_per_source"
            ),
        ]

    def __str__(self) -> str:
        return self.key
