"""Whose turn it is while a company is heard."""

from datetime import date

from reports.casework.models import Case, Turn
from reports.notices import actions as notices
from stagebaken.vault.models import Dossier


def to_company(case: Case, day: date) -> None:
    """The company is asked, or gets more time."""
    Case.objects.filter(pk=case.pk).update(turn=Turn.COMPANY)


def to_school(dossier: Dossier) -> None:
    """The company answered, or its term is over: the team has the turn, and hears of it."""
    Case.objects.filter(dossier=dossier, turn=Turn.COMPANY).update(turn=Turn.SCHOOL)
    notices.tell_team(dossier=dossier)


def to_reporter(case: Case) -> None:
    """The reporter can read what the company said, and answer it."""
    Case.objects.filter(pk=case.pk).update(turn=Turn.REPORTER)
