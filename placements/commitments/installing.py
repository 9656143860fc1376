"""Bring the catalogue into the database after every migrate: the code is where it is written."""

from typing import Any

from django.db import connections

from placements.commitments.catalogue import CATALOGUE
from placements.commitments.models import Commitment


def install_after_migrate(using: str, **_: Any) -> None:
    if "commitments_commitment" in connections[using].introspection.table_names():
        install(using)


def install(using: str) -> None:
    """Add what is new and set what is current. A commitment is never taken away."""
    for number, entry in enumerate(CATALOGUE):
        Commitment.objects.using(using).update_or_create(
            code=entry.code,
            defaults={"bit": entry.bit, "version": entry.current.version, "position": number},
        )
