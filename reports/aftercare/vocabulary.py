"""Three questions to a reporter, and how to answer them. They ask about us, not about them."""

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from reports.casework.models import Status


class Moment(TextChoices):
    """When it is asked: while somebody still looks after you, and at the end."""

    AFTERCARE = "aftercare", _("Tijdens de nazorg")
    CLOSED = "closed", _("Na het afronden")


MOMENTS: dict[str, Moment] = {Status.AFTERCARE: Moment.AFTERCARE, Status.CLOSED: Moment.CLOSED}


class Answer(TextChoices):
    YES = "yes", _("Ja")
    PARTLY = "partly", _("Een beetje")
    NO = "no", _("Nee")


QUESTIONS: dict[str, Promise] = {
    "heard": _("Voelde je je gehoord en geloofd?"),
    "helped": _("Heeft het jou geholpen?"),
    "again": _("Zou je een vriend aanraden om ook te melden?"),
}
