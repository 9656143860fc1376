"""The list as one student reads it: what they ticked, and what the product knows."""

from dataclasses import dataclass, field

from django.utils.functional import Promise

from placements.preparation import facts
from placements.preparation.items import ITEMS
from placements.preparation.models import SchoolItem, Tick
from placements.preparation.phases import Phase
from schools.students.models import Student


@dataclass(frozen=True)
class Line:
    key: str
    text: str | Promise
    more: str | Promise = ""
    door: str = ""
    door_label: str | Promise = ""
    is_done: bool = False
    is_fact: bool = False
    is_of_school: bool = False


@dataclass(frozen=True)
class Part:
    phase: Phase
    lines: list[Line] = field(default_factory=list)

    @property
    def done(self) -> int:
        return sum(line.is_done for line in self.lines)


def parts(student: Student) -> list[Part]:
    """In the order of the three moments; a school's own items last."""
    ticked = set(Tick.objects.filter(student=student).values_list("item", flat=True))
    known = facts.known_of(student)
    found = {phase: Part(phase) for phase in Phase}
    for item in ITEMS:
        is_done = item.fact in known if item.fact else item.key in ticked
        line = Line(
            item.key, item.text, item.more, item.door, item.door_label, is_done, bool(item.fact)
        )
        found[item.phase].lines.append(line)
    for one in SchoolItem.objects.filter(school=student.school_id):
        key = str(one.pk)
        line = Line(key, one.text, is_done=key in ticked, is_of_school=True)
        found[Phase(one.phase)].lines.append(line)
    return list(found.values())


def counted(found: list[Part]) -> tuple[int, int]:
    """How many are done, and of how many."""
    return sum(part.done for part in found), sum(len(part.lines) for part in found)
