"""The way to the rounds, on a student's own page."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from placements.matching import own_reading
from placements.matching.models import Wish
from placements.matching.transitions import State
from schools.students.doors import Door
from schools.students.models import Student
from stagebaken.accounts.models import User
from stagebaken.ui.templatetags.ui import short_date
from stagebaken.web.days import today


def own_rounds(student: Student, user: User) -> Door | None:
    """Nothing at all for whom no round was ever opened; the news is of the newest one."""
    found = own_reading.rounds_for(student).first()
    if found is None:
        return None
    day, news = today(), ""
    if found.takes_wishes(day) and not student.has_left(day):
        has_list = Wish.objects.filter(student=student, offer__round=found).exists()
        if not has_list:
            news = _("Lever je lijst in, uiterlijk %(day)s") % {"day": short_date(found.closes_on)}
    elif found.state == State.PUBLISHED:
        news = _("De uitslag is er")
    label, url = gettext_lazy("Stagematching"), reverse("own_rounds:home")
    text = gettext_lazy("Jij zegt welke plekken je wilt. De regels liggen vooraf vast.")
    return Door(label, url, "list", text, news)
