"""Rows that are made once: what was published is never changed (statistics.md §3, rule 7)."""

from typing import Any, ClassVar, NoReturn

from django.db import models


class FiguresAreFrozen(TypeError):
    """Something tried to change or delete what was published."""


def _refuse() -> NoReturn:
    raise FiguresAreFrozen("A published figure is never changed or deleted.")


class FrozenQuerySet(models.QuerySet[Any]):
    def update(self, **kwargs: Any) -> NoReturn:
        _refuse()

    def delete(self) -> NoReturn:
        _refuse()

    def bulk_update(self, *args: Any, **kwargs: Any) -> NoReturn:
        _refuse()


class Frozen(models.Model):
    """A row that is made once. A correction is a new release, with a key of its own."""

    objects: ClassVar[FrozenQuerySet] = FrozenQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            _refuse()
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        _refuse()
