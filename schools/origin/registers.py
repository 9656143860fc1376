"""The register of a school, when there is one."""

from schools.origin.models import Entry, Objection, Register, Response
from schools.origin.pseudonyms import key_id
from schools.registry.models import School

# What a destruction leaves remains in, until the database tidies it.
TABLES = tuple(model._meta.db_table for model in (Entry, Response, Objection))  # noqa: SLF001


class NotSwitchedOn(Exception):
    """The school recorded no legal basis: nothing may be kept, and nothing is."""


class KeyChanged(Exception):
    """ORIGIN_KEY is another than the one that the rows are under: they could not be found."""


def of(school: School) -> Register | None:
    return Register.objects.filter(school=school).first()


def locked(school: School) -> Register:
    """For a verb: nobody switches off meanwhile, and no verb crosses another of this school."""
    register = Register.objects.select_for_update(no_key=True).filter(school=school).first()
    return require_key(register)


def readable(school: School) -> Register:
    return require_key(of(school))


def require_key(register: Register | None) -> Register:
    if register is None:
        raise NotSwitchedOn
    if register.key_id != key_id():
        raise KeyChanged("ORIGIN_KEY is not the one of before: start again with that one.")
    return register
