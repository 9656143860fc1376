"""What must hold for every sealed column, checked at each start."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig, apps
from django.core.checks import CheckMessage, Error, register
from django.db import models

from stagebaken.vault.fields import SealedField
from stagebaken.vault.purposes import Purpose


@register()
def check_sealed_columns(
    app_configs: Sequence[AppConfig] | None, **_options: Any
) -> list[CheckMessage]:
    """One purpose per column, or two columns could be swapped; a UUID per object to bind to."""
    problems: list[CheckMessage] = []
    seen: dict[Purpose, SealedField[Any, Any]] = {}
    for column in sealed_columns():
        if column.purpose in seen:
            problems.append(Error("Two columns share one purpose.", obj=column, id="vault.E001"))
        if not isinstance(_primary_key(column.model), models.UUIDField):
            problems.append(
                Error("An object with sealed columns needs a UUID.", obj=column, id="vault.E002")
            )
        seen[column.purpose] = column
    return problems


def sealed_columns() -> list[SealedField[Any, Any]]:
    return [
        column
        for model in apps.get_models()
        for column in model._meta.local_fields  # noqa: SLF001 - Django's public model API
        if isinstance(column, SealedField)
    ]


def _primary_key(model: type[models.Model]) -> models.Field[Any, Any]:
    key = model._meta.pk  # noqa: SLF001
    while isinstance(key, models.ForeignKey):
        key = key.target_field
    return key
