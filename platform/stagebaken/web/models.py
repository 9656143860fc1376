"""The mark of a demo: its passphrases lie on the disk, so it may serve one machine only."""

from typing import ClassVar

from django.db import DatabaseError, models
from django.db.models import Q


class DemoMark(models.Model):
    """One row in a database that holds a demo; none in any other."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(id=1), name="one_demo_mark"),
        ]

    def __str__(self) -> str:
        return "demo"

    @classmethod
    def leave(cls) -> None:
        """Mark this database as a demo; there is no way back but a new database."""
        cls.objects.get_or_create(id=1)

    @classmethod
    def is_left(cls) -> bool:
        """Tell whether this database is a demo; one without tables is none yet."""
        try:
            return cls.objects.exists()
        except DatabaseError:
            return False
