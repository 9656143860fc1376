"""What to think about in the words of a place. Shown to the company alone, and never a block."""

from dataclasses import dataclass
from functools import cached_property

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from placements.places.models import TrainingPlace
from placements.wording.check import Finding, Segment, segments

Label = Promise | str


@dataclass(frozen=True)
class Advice:
    """One field's text, with the findings in it."""

    label: Label
    text: str

    @cached_property
    def segments(self) -> list[Segment]:
        return segments(self.text)

    @property
    def findings(self) -> list[Finding]:
        return [piece.finding for piece in self.segments if piece.finding]


def advice_on(place: TrainingPlace) -> list[Advice]:
    """The fields in which something was found."""
    tasks = "\n".join(f"{task.work_process}\n{task.text}" for task in place.tasks.all())
    texts: list[tuple[Label, str]] = [
        (_("Titel"), place.title),
        (_("Opleiding, in eigen woorden"), place.programme_text),
        (_("Wat een student leert"), tasks),
        (_("Over deze plek"), place.description),
        (_("Werktijden"), place.working_times),
        (_("Over de werkplek"), place.accessibility_text),
    ]
    found = [Advice(label, text) for label, text in texts if text]
    return [advice for advice in found if advice.findings]
