"""The database's own refusal to change events, for whoever goes around the model.

Recreated after every migrate: SQLite drops a table's triggers silently when it remakes it.
"""

from typing import Any

from django.db import connections

_REFUSAL = "An audit event is never changed or deleted."

_SQLITE = {
    "audit_event_final_update": "BEFORE UPDATE ON audit_event",
    "audit_event_final_delete": "BEFORE DELETE ON audit_event",
    # INSERT OR REPLACE deletes without firing the delete trigger.
    "audit_event_final_replace": (
        "BEFORE INSERT ON audit_event WHEN EXISTS (SELECT 1 FROM audit_event WHERE seq = NEW.seq)"
    ),
}
_POSTGRESQL = {
    "audit_event_final_rows": (
        "BEFORE UPDATE OR DELETE ON audit_event FOR EACH ROW EXECUTE FUNCTION audit_event_final()"
    ),
    "audit_event_final_table": (
        "BEFORE TRUNCATE ON audit_event FOR EACH STATEMENT EXECUTE FUNCTION audit_event_final()"
    ),
}
_FUNCTION = (
    "CREATE OR REPLACE FUNCTION audit_event_final() RETURNS trigger LANGUAGE plpgsql AS"
    f" $$ BEGIN RAISE EXCEPTION '{_REFUSAL}'; END $$"
)


def install(using: str) -> None:
    """Create the triggers, whether or not they are there."""
    remove(using)
    with connections[using].cursor() as cursor:
        if connections[using].vendor == "postgresql":
            cursor.execute(_FUNCTION)
            for name, event in _POSTGRESQL.items():
                cursor.execute(f"CREATE TRIGGER {name} {event}")
        else:
            for name, event in _SQLITE.items():
                refuse = f"BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END"
                cursor.execute(f"CREATE TRIGGER {name} {event} {refuse}")


def remove(using: str) -> None:
    """Drop the triggers: only a test's clean-up has a reason to."""
    with connections[using].cursor() as cursor:
        if connections[using].vendor == "postgresql":
            for name in _POSTGRESQL:
                cursor.execute(f"DROP TRIGGER IF EXISTS {name} ON audit_event")
        else:
            for name in _SQLITE:
                cursor.execute(f"DROP TRIGGER IF EXISTS {name}")


def install_after_migrate(using: str, **_: Any) -> None:
    if "audit_event" in connections[using].introspection.table_names():
        install(using)
