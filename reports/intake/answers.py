"""What a reporter has answered so far: the content of a draft."""

import hashlib
import json
from dataclasses import asdict, dataclass, field, fields, replace
from typing import Any, Self

from reports.dossiers.vocabulary import URGENT, WISHES_WITH_READERS, Wish


@dataclass(frozen=True)
class Answers:
    """Every answer is optional but the school, what happened and the wish. None is preset."""

    school: str = ""  # its code
    danger: str = ""  # a code of dossiers.vocabulary.Danger
    perspective: str = ""  # a code of dossiers.vocabulary.Perspective
    phases: list[str] = field(default_factory=list)
    grounds: list[str] = field(default_factory=list)
    shapes: list[str] = field(default_factory=list)
    account: str = ""
    files: list[dict[str, Any]] = field(default_factory=list)
    when: str = ""  # a code of vocabulary.When
    when_text: str = ""
    company_id: str = ""
    company_text: str = ""
    wish: str = ""
    involved: list[str] = field(default_factory=list)  # ids: had a part in it, or is the mentor
    excluded: list[str] = field(default_factory=list)  # ids of others who may not see it
    outsiders: str = ""
    is_known: str = ""  # "yes", "no", or not answered
    known_as: str = ""
    known_contact: str = ""
    address: str = ""
    at: str = ""  # the step to go on with
    receipt: str = ""  # made at the preview, before filing (vault.md, Receipt code)
    previewed: str = ""  # digest of what was shown when the reporter said that it is right
    is_filed: bool = False
    # A member of the team who writes it down for a student (reports/oral); empty at /melden/.
    taken_by: str = ""
    taken_role: str = ""
    channel: str = ""  # a code of dossiers.vocabulary.Channel

    @property
    def has_readers(self) -> bool:
        return self.wish in WISHES_WITH_READERS

    @property
    def kept_out(self) -> list[str]:
        """Ids of everybody who gets no key, whichever question named them."""
        return sorted({*self.involved, *self.excluded})

    @property
    def is_urgent(self) -> bool:
        return self.danger in URGENT

    @property
    def is_told(self) -> bool:
        """What happened stands in the text, or in a file such as a voice message."""
        return bool(self.account.strip() or self.files)

    @property
    def is_counted_only(self) -> bool:
        return self.wish == Wish.COUNT

    def with_(self, **changes: Any) -> Self:
        return replace(self, **changes)

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, value: dict[str, Any]) -> Self:
        """Read a draft, also one of an earlier version: unknown keys go, absent ones default."""
        known = {item.name for item in fields(cls)}
        return cls(**{name: value[name] for name in value.keys() & known})


def digest(*parts: Any) -> str:
    """Name a content, to notice that it is no longer what the reporter saw."""
    text = json.dumps(parts, ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()
