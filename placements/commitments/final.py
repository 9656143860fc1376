"""Rows that are added and never changed: what was said and decided stays as it was."""

from typing import Any, NoReturn, TypeVar

from django.db import models

Row = TypeVar("Row", bound=models.Model)


class RowsAreFinal(TypeError):
    """Something tried to change or delete a row of a history."""


def _refuse() -> NoReturn:
    raise RowsAreFinal("What stands in a history is never changed or deleted.")


class FinalQuerySet(models.QuerySet[Row]):
    def update(self, **kwargs: Any) -> NoReturn:
        _refuse()

    def delete(self) -> NoReturn:
        _refuse()

    def bulk_update(self, *args: Any, **kwargs: Any) -> NoReturn:
        _refuse()


class FinalModel(models.Model):
    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            _refuse()
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        _refuse()
