"""The list of a school's students, filtered; the choices come from the list itself."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q
from django.http import QueryDict

from schools.registry.models import School
from schools.students.forms import FilterForm
from schools.students.models import Student, StudentQuerySet, school_year

CHOICES_LIMIT = 400  # classes or programmes in a menu; beyond it somebody searches


def programmes_of(school: School) -> list[tuple[str, str]]:
    """Each programme that students follow: its crebo, or its name where there is none."""
    rows = Student.objects.of(school).exclude(crebo="", programme="").order_by()
    found: dict[str, str] = {}
    for crebo, name in rows.values_list("crebo", "programme").distinct()[:CHOICES_LIMIT]:
        key = crebo or name
        if name or key not in found:
            found[key] = f"{name} ({crebo})" if name and crebo else name or crebo
    return sorted(found.items(), key=lambda one: one[1].casefold())


def programme_filter(key: str) -> Q:
    """Students of a programme as `programmes_of` names it."""
    is_crebo = len(key) == 5 and key.isdigit()
    return Q(crebo=key) if is_crebo else Q(programme=key, crebo="")


def as_programme(key: str) -> dict[str, str]:
    is_crebo = len(key) == 5 and key.isdigit()
    return {"crebo": key if is_crebo else "", "programme": "" if is_crebo else key}


@dataclass
class Listing:
    form: FilterForm
    rows: StudentQuerySet
    is_filtered: bool
    has_left: bool


def listing(school: School, query: QueryDict, day: date) -> Listing:
    form = FilterForm(query, choices=_choices(school))
    asked: dict[str, Any] = form.cleaned_data if form.is_valid() else {}
    state = asked.get("state", "")
    every = Student.objects.of(school)
    rows = every.left(day) if state == "left" else every.enrolled(day)
    rows = _narrowed(rows, asked)
    if state == "in":
        rows = rows.with_account()
    elif state == "invited":
        rows = rows.filter(account__isnull=False, joined_on__isnull=True)
    elif state == "out":
        rows = rows.filter(account__isnull=True)
    elif state == "correction":
        rows = rows.with_correction()
    return Listing(form, rows.marked(), any(asked.values()), state == "left")


def _narrowed(rows: StudentQuerySet, asked: dict[str, Any]) -> StudentQuerySet:
    if asked.get("q"):
        word = asked["q"].strip()
        rows = rows.filter(Q(name__icontains=word) | Q(number__istartswith=word))
    if asked.get("group"):
        rows = rows.filter(group=asked["group"])
    if asked.get("programme"):
        rows = rows.filter(programme_filter(asked["programme"]))
    if asked.get("cohort"):
        rows = rows.filter(cohort=asked["cohort"])
    return rows


def _choices(school: School) -> dict[str, list[tuple[Any, Any]]]:
    rows = Student.objects.of(school).order_by()
    groups = rows.exclude(group="").values_list("group", flat=True).distinct()[:CHOICES_LIMIT]
    cohorts = rows.exclude(cohort=None).values_list("cohort", flat=True).distinct()
    return {
        "group": [(one, one) for one in sorted(groups)],
        "programme": list(programmes_of(school)),
        "cohort": [(one, school_year(one)) for one in sorted(filter(None, cohorts), reverse=True)],
    }
