"""What a student and the school wrote, in the student's copy (schools/students/copying.py)."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from schools.messages import sealing
from schools.messages.models import Message, ReadMark, Side
from schools.students.copying import Copier, Entry, Shape
from schools.students.models import Student
from stagebaken.accounts.models import User


def _words(message: Message) -> str:
    said = sealing.open_words(message)
    return said.text if said else _("Dit bericht kan niet worden geopend.")


def _side(message: Message) -> str:
    return _("Jij") if message.side == Side.STUDENT else _("Je school")


MESSAGE = Shape(
    Message,
    {
        "day": gettext_lazy("Dag"),
        "side": gettext_lazy("Door wie"),
        "sealed": gettext_lazy("Bericht"),
    },
    left_out=("id", "thread", "position", "author", "holder"),
    values={"side": _side, "sealed": _words},
)
MARK = Shape(
    ReadMark,
    {
        "read_on": gettext_lazy("Laatst gelezen op"),
        "mailed_on": gettext_lazy("Laatst een mail gekregen op"),
    },
    left_out=("id", "thread", "user", "position", "mailed_position"),
)


def _read(student: Student, user: User) -> list[Entry]:
    """As on the page: what was said while this account was the student's."""
    rows = Message.objects.filter(thread=student.pk).for_account(user)
    marks = ReadMark.objects.filter(thread=student.pk, user=user)
    return [*(MESSAGE.entry(one) for one in rows), *(MARK.entry(one) for one in marks)]


COPY = Copier("messages", gettext_lazy("Berichten"), (MESSAGE, MARK), _read)
