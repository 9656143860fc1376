"""The unfinished report, sealed under a secret that only the browser's cookie holds."""

from typing import ClassVar

from django.db import models


class Draft(models.Model):
    """A draft opens with its browser's cookie alone, and is gone within 24 to 48 hours.

    `locator` is derived from the cookie's secret; `sealed` holds answers, receipt and file keys.
    """

    locator = models.BinaryField(primary_key=True, max_length=32)
    day = models.DateField()
    sealed = models.BinaryField()

    class Meta:
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["day"], name="draft_by_day")]

    def __str__(self) -> str:
        return "draft"
