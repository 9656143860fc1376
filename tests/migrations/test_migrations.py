"""Migrations are complete, named by what they do, and can be taken back."""

import re

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

ROOMS = ("stagebaken.", "schools.", "placements.", "reports.")
OURS = sorted(config.label for config in apps.get_app_configs() if config.name.startswith(ROOMS))


def migrated() -> list[str]:
    """Our apps that have migrations."""
    loader = MigrationLoader(connection)
    return [label for label in OURS if label in loader.migrated_apps]


@pytest.mark.django_db
def test_the_models_need_no_migration_that_is_not_there() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


@pytest.mark.django_db
def test_every_migration_has_a_name_that_means_something() -> None:
    names = [
        name
        for label, name in MigrationLoader(connection).disk_migrations
        if label in OURS and re.search(r"_auto_|_alter_.*_and_more$", name)
    ]
    assert not names


@pytest.mark.django_db(transaction=True)
def test_every_migration_can_be_taken_back_and_done_again() -> None:
    executor = MigrationExecutor(connection)
    zero: list[tuple[str, str | None]] = [(label, None) for label in migrated()]
    executor.migrate(zero)  # type: ignore[arg-type]  # None is "before the first"
    left = [
        table for table in connection.introspection.table_names() if table.split("_")[0] in OURS
    ]
    assert not left

    call_command("migrate", verbosity=0)
    known = set(connection.introspection.table_names())
    models = [model for label in OURS for model in apps.get_app_config(label).get_models()]
    assert {model._meta.db_table for model in models} <= known
