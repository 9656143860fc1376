"""Students of one school from a file: gathered per number, then written in batches.

A school's file names one student on many lines, in no order that can be relied on, so its rows
are gathered first: some hundreds of bytes a student. What a source says it may say otherwise later;
what another source said, or a coordinator put right, it leaves alone.
"""

import itertools
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.db import transaction

from schools.registry.models import School
from schools.students import entries
from schools.students.dialects import arranged, is_lines, without_never
from schools.students.entries import Entry
from schools.students.headers import STUDENTS
from schools.students.models import Correction, Field, Student
from schools.students.sorting import sorted_as
from schools.teams.actions import lock
from stagebaken.accounts.models import User
from stagebaken.audit.actions import record
from stagebaken.audit.models import Scope, Verb
from stagebaken.imports.cleaning import Refused
from stagebaken.imports.columns import Headers
from stagebaken.imports.engine import BATCH, Refuse, Work
from stagebaken.imports.reading import Table, Unreadable

FIELDS: Sequence[str] = Field.values
Taken = dict[Any, dict[str, Correction]]  # by student and field


class StudentImporter:
    known: Headers = STUDENTS

    def __init__(self, school: School, by: User | None = None, spared: Iterable[str] = ()) -> None:
        """`spared`: numbers that an earlier look at the same list could not read whole."""
        self.school, self.by = school, by
        self.spared = set(spared)
        self.passed: Counter[str] = Counter()
        self.left_out: list[str] = []

    def arrange(self, table: Table) -> Table:
        if is_lines(table):
            return arranged(table, brin=self.school.code.upper(), passed=self.passed)
        table, self.left_out = without_never(table)
        return table

    def begin(self, work: Work) -> None:
        self.work = work
        self.people: dict[str, list[Entry]] = {}

    def read(self, values: dict[str, str]) -> Entry:
        return entries.read(values, self.school)

    def spare(self, values: dict[str, str]) -> None:
        try:
            self.spared.add(entries.number_of(values, self.school))
        except Refused:
            return  # it names nobody

    def take(self, items: Sequence[tuple[int, Entry]], refuse: Refuse) -> None:
        for _, entry in items:
            rows = self.people.setdefault(entry.number, [])
            rows.append(entry)
            if len(rows) > 1 and not entry.record:
                self.work.outcome.count("repeated")

    def settled(self) -> Iterator[Entry]:
        """One entry a student: what is written."""
        return map(entries.settled, self.people.values())

    @transaction.atomic
    def finish(self) -> None:
        """Raises Unreadable, before anything is written or kept, for a list of national numbers.

        A column that says so is turned into numbers of our own (entries.derived_number); here
        they stand under another name, and would be read on every page.
        """
        if entries.are_national(self.people):
            raise Unreadable("the student numbers are burgerservicenummers")
        lock(self.school)
        counts = self.work.outcome.count
        rows = self.settled()
        while batch := list(itertools.islice(rows, BATCH)):
            for what, number in _Batch(self, batch).write().items():
                counts(what, number)
        self._note()
        done = self.work.outcome.counts
        if done.get("new") or done.get("changed"):
            self._record({"new": done.get("new", 0), "changed": done.get("changed", 0)})

    def vanished(self) -> tuple[Sequence[Any], int]:
        own = Student.objects.of(self.school).filter(source=self.work.source, ended_on=None)
        rows = list(own.values_list("pk", "number"))
        named = self.people.keys() | self.spared
        return [pk for pk, number in rows if number not in named], len(rows)

    @transaction.atomic
    def end(self, rows: Sequence[Any]) -> None:
        if rows:
            Student.objects.filter(pk__in=rows).update(ended_on=self.work.day)
            self._record({"ended": len(rows)})

    def _note(self) -> None:
        notes = self.work.outcome.notes
        if self.left_out:
            notes.append(f"Left out, and kept nowhere: {', '.join(self.left_out)}.")
        if self.passed["PER"]:
            notes.append("Left out, and kept nowhere: birth dates and sexes (PER lines).")
        others = sum(number for what, number in self.passed.items() if what != "PER")
        if others:
            notes.append(f"{others} lines of other records were passed over.")

    def _record(self, detail: dict[str, int]) -> None:
        record(
            verb=Verb.STUDENTS_IMPORTED,
            actor=self.by,
            scope=Scope.SYSTEM,
            subject=self.school.pk,
            detail=detail,
        )


class _Batch:
    """Some students at once: looked up together, written together."""

    def __init__(self, importer: StudentImporter, rows: list[Entry]) -> None:
        self.school, self.work, self.rows = importer.school, importer.work, rows
        found = Student.objects.of(self.school).filter(number__in=[row.number for row in rows])
        self.known = {student.number: student for student in found}
        self.taken: Taken = {}
        for one in Correction.objects.taken().filter(student__in=list(self.known.values())):
            self.taken.setdefault(one.student_id, {})[one.field] = one
        self.counts: Counter[str] = Counter()
        self.outdated: list[Any] = []  # corrections that the source now speaks over

    def write(self) -> Counter[str]:
        made, changed = [], []
        for row in self.rows:
            student = self.known.get(row.number)
            if student is None:
                made += self._new(row)
            elif self._renew(student, row):
                changed.append(student)
                self.counts["changed"] += 1
            else:
                self.counts["same"] += 1
        self.counts["new"] = len(made)
        Student.objects.bulk_create(made)
        Correction.objects.filter(pk__in=self.outdated).delete()
        if changed:
            Student.objects.bulk_update(
                changed, [*FIELDS, "sort_name", "said_by", "ended_on"], batch_size=500
            )
        return self.counts

    def _new(self, row: Entry) -> list[Student]:
        if row.enrolment_end and row.enrolment_end < self.work.day:
            self.counts["no longer enrolled"] += 1
            return []
        facts = {name: getattr(row, name) for name in FIELDS}
        source, day = self.work.source, self.work.day
        facts |= {"number": row.number, "sort_name": sorted_as(row.name)}
        return [Student(school=self.school, source=source, started_on=day, **facts)]

    def _renew(self, student: Student, row: Entry) -> bool:
        news = [name for name in FIELDS if self._says_anew(student, name, getattr(row, name))]
        for name in news:
            setattr(student, name, getattr(row, name))
            student.sort_name = sorted_as(student.name)
            if student.source != self.work.source:
                student.said_by[name] = self.work.source
        is_back = student.ended_on is not None and student.source == self.work.source
        if is_back:
            student.ended_on = None
        return bool(news) or is_back

    def _says_anew(self, student: Student, name: str, said: Any) -> bool:
        """Whether the source says something else now, and has a say about this field."""
        stands = student.stands(name)
        if said in {"", None} or str(said) == stands:
            return False
        if stands and student.said_by.get(name, student.source) != self.work.source:
            return False
        correction = self.taken.get(student.pk, {}).get(name)
        if correction is None:
            return True
        if str(said) == correction.stood:
            return False  # only what it said when that was put right
        self.outdated.append(correction.pk)
        return True
