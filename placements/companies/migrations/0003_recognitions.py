"""Recognitions move to the rows of the register (placements.accreditations).

What was never recognised (no last day), what has no crebo and what has no pathway had no meaning
in the register: SBB recognises per crebo and pathway. Those rows go.
"""

from collections.abc import Iterable
from typing import Any

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

SOURCE = "companies"  # so that the way back finds them


def move(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    rows = apps.get_model("companies", "CompanyProgramme").objects.filter(
        accredited_until__isnull=False
    )
    meaning = list(rows.exclude(crebo="").exclude(pathway=""))
    programmes = _programmes(apps, meaning)
    accreditation = apps.get_model("accreditations", "Accreditation")
    accreditation.objects.bulk_create(
        accreditation(
            company_id=row.company_id,
            programme_id=programmes[row.crebo],
            pathway=row.pathway,
            status="active",
            valid_until=row.accredited_until,
            source=SOURCE,
        )
        for row in meaning
    )


def _programmes(apps: Apps, rows: Iterable[Any]) -> dict[str, int]:
    programme = apps.get_model("accreditations", "Programme")
    return {
        row.crebo: programme.objects.get_or_create(
            crebo=row.crebo,
            defaults={"kind": "kwalificatie", "name": row.name, "level": row.level},
        )[0].pk
        for row in rows
    }


def move_back(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    rows = apps.get_model("accreditations", "Accreditation").objects.filter(source=SOURCE)
    programme = apps.get_model("companies", "CompanyProgramme")
    programme.objects.bulk_create(
        programme(
            company_id=row.company_id,
            crebo=row.programme.crebo,
            name=row.programme.name,
            level=row.programme.level,
            pathway=row.pathway,
            accredited_until=row.valid_until,
        )
        for row in rows.select_related("programme")
    )
    rows.delete()


class Migration(migrations.Migration):
    dependencies = [
        ("companies", "0002_register"),
        ("accreditations", "0001_initial"),
    ]

    operations = [migrations.RunPython(move, move_back)]
