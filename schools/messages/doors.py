"""The way in from a student's page (`schools.students.doors`)."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from schools.messages import reading
from schools.messages.models import Thread
from schools.registry.models import School
from schools.students.doors import Door
from schools.students.models import Student
from stagebaken.accounts.models import User


def of_student(student: Student, user: User) -> Door:
    url = reverse("messages:thread", args=[student.school.code, student.pk])
    is_new = Thread.objects.new_to(user).filter(pk=student.pk).exists()
    return Door(_("Berichten"), url, "message", news=_("Nieuw") if is_new else "")


def of_own(student: Student, user: User) -> Door:
    url = reverse("own_messages:thread", args=[student.pk])
    total = reading.news_for_student(student, user)
    news = ngettext_lazy("%(total)s nieuw bericht", "%(total)s nieuwe berichten", total)
    return Door(
        _("Berichten met je stagecoördinator"),
        url,
        "message",
        text=_("Voor vragen over het zoeken naar een plek."),
        news=news % {"total": total} if total else "",
    )


def of_school(school: School, user: User) -> Door:
    url = reverse("messages:list", args=[school.code])
    total = Thread.objects.of(school).new_to(user).count()
    label = ngettext_lazy("Berichten: %(total)s nieuw", "Berichten: %(total)s nieuw", total)
    return Door(label % {"total": total} if total else _("Berichten"), url, "message")
