"""What time brings. Arguments are ids: nothing that was promised is queued."""

from uuid import UUID

from django_tasks import task

from placements.commitments import lapsing, reminders
from schools.teams.tasks import MAIL_TROUBLE, again
from stagebaken.schedule.retries import retrying
from stagebaken.web.days import today


@retrying()
def remind_round() -> None:
    """Queue a mail for every contact who is due one. Running it again sends nothing twice."""
    for contact_id in reminders.contacts_to_remind(today()):
        remind_contact.enqueue(str(contact_id))


@task()
def remind_contact(contact_id: str, attempt: int = 0) -> None:
    try:
        reminders.remind(UUID(contact_id))
    except MAIL_TROUBLE:
        again(remind_contact, contact_id, attempt)  # and else tomorrow's round


@retrying()
def tell_lapsed() -> None:
    """Shortly after midnight: what ended yesterday leaves the search."""
    lapsing.tell_lapsed(today())
