"""Mail that an evaluation waits: once, one reminder, and then silence.

Nobody's name, no school and no company. Claimed first, sent then, and given back when the mail
server fails: no mail is sent twice.
"""

from datetime import date, timedelta
from uuid import UUID

from django.conf import settings
from django.db.models import Q
from django.urls import reverse

from placements.agreements.models import Placement
from placements.evaluations import tokens
from placements.evaluations.models import Evaluation, EvaluationQuerySet, Row_co, TrainerEvaluation
from schools.teams.tasks import send_in_both_languages
from stagebaken.web.days import today


def _waiting(day: date) -> Q:
    """Not told yet, or long enough ago without a reminder."""
    early = day - timedelta(days=settings.EVALUATION_REMINDER_DAYS)
    late = Q(opened_on__lte=early, told_on__lte=early, reminded_on__isnull=True)
    return Q(told_on__isnull=True) | late


def students_to_mail(day: date) -> list[UUID]:
    found = Evaluation.objects.open().filter(
        _waiting(day),
        placement__student__joined_on__isnull=False,
        placement__student__account__is_active=True,
    )
    return list(found.order_by().values_list("pk", flat=True))


def trainers_to_mail(day: date) -> list[UUID]:
    found = TrainerEvaluation.objects.open().filter(
        _waiting(day), placement__agreements__trainer_email__gt=""
    )
    return list(found.order_by().values_list("pk", flat=True).distinct())


def address_of(placement: Placement) -> str:
    """Of the trainer in the text that counts; empty where nobody wrote one down."""
    agreement = placement.in_force or placement.newest
    return agreement.trainer_email if agreement else ""


def _claim(rows: EvaluationQuerySet[Row_co], number: UUID, day: date) -> str:
    """The column in which this mail is noted; empty when none is due."""
    one = rows.open().filter(pk=number)
    if one.filter(told_on__isnull=True).update(told_on=day):
        return "told_on"
    return "reminded_on" if one.filter(_waiting(day)).update(reminded_on=day) else ""


def mail_student(evaluation_id: UUID) -> None:
    rows = Evaluation.objects.all()
    found = rows.select_related("placement__student__account").filter(pk=evaluation_id).first()
    account = found.placement.student.account if found else None
    if found is None or account is None or not account.is_active:
        return
    column = _claim(rows, found.pk, today())
    address = settings.PUBLIC_ADDRESS + reverse("own_evaluation:list")
    if column:
        _send("student", account.email, address, rows, found.pk, column)


def mail_trainer(evaluation_id: UUID) -> None:
    rows = TrainerEvaluation.objects.all()
    found = rows.select_related("placement").filter(pk=evaluation_id).first()
    to = address_of(found.placement) if found else ""
    if found is None or not to:
        return
    column = _claim(rows, found.pk, today())
    token = tokens.issue(found.pk, found.link, today())
    address = settings.PUBLIC_ADDRESS + reverse("trainer_evaluation:form", args=[token])
    if column:
        _send("trainer", to, address, rows, found.pk, column)


def _send(
    name: str, to: str, address: str, rows: EvaluationQuerySet[Row_co], number: UUID, column: str
) -> None:
    try:
        send_in_both_languages(f"evaluations/mail/{name}.txt", to, {"address": address})
    except BaseException:
        rows.filter(pk=number).update(**{column: None})
        raise
