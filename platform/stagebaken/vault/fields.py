"""Encryption declared per column. Opening is an explicit call (keys.py), never an attribute."""

from typing import Any, TypeVar

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.expressions import Expression

from stagebaken.vault.envelope import looks_sealed
from stagebaken.vault.errors import EnvelopeError
from stagebaken.vault.models import Audience
from stagebaken.vault.purposes import Purpose

_Set_contra = TypeVar("_Set_contra", contravariant=True)
_Get_co = TypeVar("_Get_co", covariant=True)


class SealedField(models.BinaryField[_Set_contra, _Get_co]):
    """Holds an envelope and refuses to store anything else.

    Migrations keep the purpose and audience as plain text, so that a changed label is seen.
    """

    # What mypy's plugin reads; with `null=True` it adds None.
    _pyi_private_set_type: bytes | memoryview
    _pyi_private_get_type: bytes

    def __init__(
        self, *, purpose: Purpose | str, audience: Audience | str = Audience.SHARED, **options: Any
    ) -> None:
        self.purpose = Purpose(purpose)
        self.audience = Audience(audience)
        super().__init__(**options)

    def deconstruct(self) -> Any:
        name, path, args, options = super().deconstruct()
        options |= {"purpose": self.purpose.value, "audience": self.audience.value}
        return name, path, args, options

    def from_db_value(
        self,
        value: bytes | memoryview | None,
        expression: Expression,
        connection: BaseDatabaseWrapper,
    ) -> bytes | None:
        return None if value is None else bytes(value)

    def get_db_prep_value(
        self, value: Any, connection: BaseDatabaseWrapper, prepared: bool = False
    ) -> Any:
        # A mistake elsewhere must end in an error, not in a story stored in clear.
        if value is not None and not (
            isinstance(value, bytes | bytearray | memoryview) and looks_sealed(memoryview(value))
        ):
            raise EnvelopeError("A sealed column takes an envelope only.")
        return super().get_db_prep_value(value, connection, prepared)
