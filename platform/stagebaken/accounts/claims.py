"""What a school says of somebody who signed in there: the claims of SURFconext that we read.

Nothing of it is stored. SURFconext has spelled some claims in two ways; both are read.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Self

HOME = "schac_home_organization"
AFFILIATIONS = ("eduperson_affiliation", "edu_person_affiliation", "edu_person_affiliations")
SCOPED = (
    "eduperson_scoped_affiliation",
    "edu_person_scoped_affiliation",
    "edu_person_scoped_affiliations",
)
CODES = ("schac_personal_unique_code", "schac_personal_unique_codes")
NUMBER = "urn:schac:personaluniquecode:nl:local:{home}:studentid:"


@dataclass(frozen=True)
class Claims:
    """All in small letters: a home organisation has none of its own, and addresses vary."""

    home: str = ""  # the domain of the school that signed this person in
    affiliations: frozenset[str] = frozenset()
    numbers: frozenset[str] = frozenset()  # student numbers that this home gave out
    email: str = ""

    @classmethod
    def read(cls, said: Mapping[str, Any]) -> Self:
        home = next(_texts(said, (HOME,)), "")
        plain = set(_texts(said, AFFILIATIONS))
        for one in _texts(said, SCOPED):
            affiliation, _, scope = one.partition("@")
            if home and is_within(scope, home):
                plain.add(affiliation)
        prefix = NUMBER.format(home=home)
        codes = [one for one in _texts(said, CODES) if home and one.startswith(prefix)]
        numbers = frozenset(number for one in codes if (number := one.removeprefix(prefix)))
        # A school's own address is the school's word; one that it calls unproven is nobody's.
        is_proven = said.get("email_verified", True) is True
        email = next(_texts(said, ("email",)), "") if is_proven else ""
        return cls(home, frozenset(plain), numbers, email)

    def has_address_in(self, domains: set[str]) -> bool:
        _, at, host = self.email.rpartition("@")
        return bool(at) and any(is_within(host, domain) for domain in domains)


def is_within(host: str, domain: str) -> bool:
    """Say whether this is that domain or one under it."""
    return host == domain or host.endswith(f".{domain}")


def _texts(said: Mapping[str, Any], names: tuple[str, ...]) -> Iterator[str]:
    for name in names:
        value = said.get(name)
        values = value if isinstance(value, list) else [value]
        found = (one.strip() for one in values if isinstance(one, str))
        # Attack: signs that become plain letters in small letters, or in the database.
        yield from (one.lower() for one in found if one and one.isascii() and one.isprintable())
