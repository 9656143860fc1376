"""What an investigation of SBB ended in, and the letter in which the school reads it."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from placements.accreditations.models import Key
from reports.handover.vocabulary import Conclusion
from stagebaken.ui.templatetags.ui import short_date


@dataclass(frozen=True)
class Outcome:
    """What an advisor concludes. `until` is the last day of a suspension, or of agreements."""

    conclusion: Conclusion
    reasons: str
    scope: list[Key] = field(default_factory=list)
    scope_names: list[str] = field(default_factory=list)
    day: date | None = None
    until: date | None = None
    agreements: str = ""

    def as_json(self) -> dict[str, Any]:
        return {
            "conclusion": self.conclusion.value,
            "reasons": self.reasons,
            "scope": self.scope_names,
            "day": self.day.isoformat() if self.day else None,
            "until": self.until.isoformat() if self.until else None,
            "agreements": self.agreements,
            "text": self.letter(),
        }

    def letter(self) -> str:
        """The whole outcome in words, in the language of the schools: it is kept as it was sent."""
        with override(settings.LANGUAGE_CODE):
            lines = [(label, value) for label, value in self._lines() if value]
            return "\n".join(f"{label}: {value}" for label, value in lines)

    def _lines(self) -> list[tuple[str, str]]:
        is_agreement = self.conclusion is Conclusion.AGREEMENT
        until = short_date(self.until) if self.until else ""
        return [
            (_("Uitkomst"), str(self.conclusion.label)),
            (_("Voor"), ", ".join(self.scope_names)),
            (_("Vanaf"), short_date(self.day) if self.day else ""),
            (_("Tot en met"), "" if is_agreement else until),
            (_("Afspraken"), self.agreements),
            (_("Klaar uiterlijk"), until if is_agreement else ""),
            (_("Waarom"), self.reasons),
        ]
