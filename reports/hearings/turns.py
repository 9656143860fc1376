"""Whose turn it is while a company is heard. Callers hold the dossier's lock."""

from reports.casework import moving, turns
from reports.casework.actions import move
from reports.casework.models import Case, Status, Turn
from reports.casework.transitions import Who, rules_from
from reports.notices import actions as notices
from stagebaken.vault.keys import DossierKeys
from stagebaken.vault.models import Dossier
from stagebaken.vault.sessions import UnlockedMember
from stagebaken.web.days import today


def to_company(member: UnlockedMember, case: Case, keys: DossierKeys) -> None:
    """The company is asked: the case goes to `hearing` where the table knows the way.

    Where it does not, as while SBB has it, the case stays where it is and the turn alone goes.
    """
    if case.status == Status.RECEIVED:
        moving.acknowledge(case, keys=keys, day=today())  # as by a first answer
    steps = rules_from(case.status, who=Who.MEMBER, sector=case.school.sector)
    if any(rule.to == Status.HEARING for rule in steps):
        move(member=member, case=case, to=Status.HEARING, keys=keys)
    else:
        again_to_company(case)


def again_to_company(case: Case) -> None:
    turns.give(case, Turn.COMPANY, today())


def answered(dossier: Dossier) -> None:
    """The company answered: the team has something to file, also where the reporter had the turn.

    What SBB has stays SBB's; the news is the team's all the same.
    """
    turns.give_dossier(dossier, Turn.SCHOOL, when=Turn.REPORTER)
    to_school(dossier)


def to_school(dossier: Dossier) -> None:
    """Nothing comes from the company any more: the team has the turn, and hears of it."""
    turns.give_dossier(dossier, Turn.SCHOOL, when=Turn.COMPANY)
    notices.tell_team(dossier=dossier)


def to_reporter(case: Case) -> None:
    """The reporter can read what the company said, and answer it. What SBB has stays SBB's."""
    if case.turn != Turn.SBB:
        turns.give(case, Turn.REPORTER, today())
