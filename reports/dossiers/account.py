"""What a reporter says, as one sealed value; and what the reporter decided since."""

from dataclasses import asdict, dataclass, field, fields
from typing import Any, Self

from django.conf import settings

from reports.dossiers.vocabulary import URGENT, Danger, Ground, Perspective, Phase, Wish

ACCOUNT_LIMIT = 50_000  # characters: an hour of typing, and a bound on what we seal
TITLE_LENGTH = 60  # characters of the short title on a card


class _Sealed:
    """A dataclass kept as JSON: unknown keys of a later version go, absent ones default."""

    def as_json(self) -> dict[str, Any]:
        return asdict(self)  # type: ignore[call-overload,no-any-return]

    @classmethod
    def from_json(cls, value: dict[str, Any]) -> Self:
        known = {item.name for item in fields(cls)}  # type: ignore[arg-type]
        return cls(**{name: value[name] for name in value.keys() & known})


@dataclass(frozen=True)
class Account(_Sealed):
    """The report as filed; it never changes. Additions are messages."""

    school: str  # the school's code
    account: str
    phases: list[str] = field(default_factory=list)
    grounds: list[str] = field(default_factory=list)
    forms: list[str] = field(default_factory=list)
    when: str = ""
    company_id: str = ""
    company_text: str = ""  # the name, chosen from the register or typed
    wish: str = Wish.KEEP
    exclude: list[str] = field(default_factory=list)  # ids of people who may not see it
    danger: str = ""  # a code of vocabulary.Danger, or not answered
    perspective: str = ""  # a code of vocabulary.Perspective, or not answered
    # A member of the team who wrote it down for the student: name, job and how they heard it.
    taken_by: str = ""
    taken_role: str = ""
    channel: str = ""  # a code of vocabulary.Channel
    # Of the pages on which the reporter told it; nobody knows where a member wrote it down.
    language: str = ""

    @property
    def read_in(self) -> str:
        """The language in which to write to the reporter: theirs, or that of the country."""
        return (
            self.language if self.language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        )

    @property
    def is_urgent(self) -> bool:
        """Whether a person should look today."""
        return self.danger in URGENT

    @property
    def is_of_witness(self) -> bool:
        return self.perspective == Perspective.WITNESS

    def title(self) -> str:
        """A short title for the team's list."""
        first_line = self.account.strip().splitlines()[0] if self.account.strip() else ""
        return (
            first_line if len(first_line) <= TITLE_LENGTH else first_line[: TITLE_LENGTH - 1] + "…"
        )

    def card(self) -> dict[str, Any]:
        """What lists, filters and search use (vault.md: a small sealed card per dossier)."""
        return {
            "phases": [str(phase) for phase in self.phases if phase in Phase.values],
            "grounds": [str(ground) for ground in self.grounds if ground in Ground.values],
            "company": self.company_text,
            "title": self.title(),
            "danger": str(Danger(self.danger)) if self.is_urgent else "",
            "is_of_witness": self.is_of_witness,
        }


@dataclass(frozen=True)
class Decisions(_Sealed):
    """What the reporter decides and may change."""

    school: str
    wish: str
    outsiders: str = ""  # people outside the team who must not see it, in the reporter's words
    known_as: str = ""  # the name the reporter gives to the team alone; empty is anonymous
    known_contact: str = ""
    counted: bool = False  # a registration record exists: none is written when filed later
    # Somebody else saw the receipt: the reporter gets a new one before anything else (vault.md).
    must_renew: bool = False
