"""Keys at hand, in memory, for as long as one request needs them."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import Model

from stagebaken.vault import envelope
from stagebaken.vault.errors import VaultLocked
from stagebaken.vault.fields import SealedField
from stagebaken.vault.models import Audience, Recipient


@dataclass(frozen=True)
class UnlockedMember:
    """A member whose passphrase was given, in a vault of which they are an admitted member."""

    recipient: Recipient
    private_key: bytes = field(repr=False)


@dataclass(frozen=True)
class DossierKeys:
    """The data keys of one dossier that this reader holds. The reporter never has `staff`."""

    dossier_id: UUID
    shared: bytes = field(repr=False)
    staff: bytes | None = field(default=None, repr=False)

    def of(self, audience: Audience) -> bytes:
        key = self.shared if audience is Audience.SHARED else self.staff
        if key is None:
            raise VaultLocked("This reader does not hold the key of that audience.")
        return key

    def held(self) -> Iterator[tuple[Audience, bytes]]:
        yield Audience.SHARED, self.shared
        if self.staff is not None:
            yield Audience.STAFF, self.staff

    def seal(self, instance: Model, field_name: str, value: Any) -> bytes:
        """Seal a JSON value into a column of `instance` (not saved) and return the envelope."""
        column = _sealed_column(type(instance), field_name)
        plaintext = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
        sealed = envelope.seal(
            self.of(column.audience),
            plaintext,
            purpose=column.purpose,
            object_id=_object_id(instance),
        )
        setattr(instance, field_name, sealed)
        return sealed

    def read(self, instance: Model, field_name: str) -> Any:
        """Open a column of `instance`; an empty column is None."""
        sealed = getattr(instance, field_name)
        return self.open(type(instance), field_name, object_id=_object_id(instance), sealed=sealed)

    def open(
        self, model: type[Model], field_name: str, *, object_id: UUID, sealed: bytes | None
    ) -> Any:
        """The same for a value that was fetched without its object, as where thousands are read."""
        column = _sealed_column(model, field_name)
        if sealed is None:
            return None
        plaintext = envelope.unseal(
            self.of(column.audience), sealed, purpose=column.purpose, object_id=object_id
        )
        return json.loads(plaintext)


def _sealed_column(model: type[Model], name: str) -> SealedField[Any, Any]:
    column = model._meta.get_field(name)  # noqa: SLF001 - Django's public model API
    if not isinstance(column, SealedField):
        raise TypeError(f"{name} is no sealed column.")
    return column


def _object_id(instance: Model) -> UUID:
    if not isinstance(instance.pk, UUID):
        raise TypeError("An object with sealed columns has a UUID as its primary key.")
    return instance.pk
