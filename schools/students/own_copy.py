"""The record itself, in the student's copy."""

from allauth.socialaccount.models import SocialAccount
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from schools.students.copying import Copier, Entry, Shape
from schools.students.models import Correction, Field, Student
from schools.students.words import label_of
from stagebaken.accounts.models import User

RECORD = Shape(
    Student,
    {
        "number": gettext_lazy("Studentnummer"),
        **{one.value: one.label for one in Field},
        "started_on": gettext_lazy("Bekend sinds"),
        "source": gettext_lazy("Uit welke lijst"),
        "said_by": gettext_lazy("Uit een andere lijst"),
        "ended_on": gettext_lazy("Uitgeschreven op"),
        "invited_on": gettext_lazy("Uitgenodigd op"),
        "joined_on": gettext_lazy("Account sinds"),
        "mail_failed_on": gettext_lazy("Een mail kwam niet aan op"),
        "closed_on": gettext_lazy("Toegang weggehaald op"),
    },
    left_out=("id", "school", "account", "sort_name"),
    values={"cohort": lambda student: student.school_year},
)
CORRECTION = Shape(
    Correction,
    {
        "day": gettext_lazy("Doorgegeven op"),
        "stood": gettext_lazy("Er stond"),
        "value": gettext_lazy("Jij zegt"),
        "state": gettext_lazy("Wat de school deed"),
    },
    left_out=("id", "student", "field"),
)
SCHOOL_ACCOUNT = Shape(
    SocialAccount,
    {
        "uid": gettext_lazy("Kenmerk van je schoolaccount"),
        "date_joined": gettext_lazy("Gekoppeld op"),
        "last_login": gettext_lazy("Laatst mee ingelogd op"),
    },
    left_out=("id", "user", "provider", "extra_data"),  # what the school says is never kept
    values={
        "date_joined": lambda linked: linked.date_joined.date(),
        "last_login": lambda linked: linked.last_login.date(),
    },
)


def _read(student: Student, user: User) -> list[Entry]:
    corrections = [
        CORRECTION.entry(one, label_of(student, one.field)) for one in student.corrections.all()
    ]
    linked = SocialAccount.objects.filter(user=student.account_id).order_by("pk")
    accounts = [SCHOOL_ACCOUNT.entry(one, _("Je schoolaccount is gekoppeld")) for one in linked]
    inside = {"corrections": corrections, "school_accounts": accounts}
    return [RECORD.entry(student, _("Wat je school over je heeft staan"), inside)]


SHAPES = (RECORD, CORRECTION, SCHOOL_ACCOUNT)
COPY = Copier("record", gettext_lazy("Je gegevens bij de school"), SHAPES, _read)
