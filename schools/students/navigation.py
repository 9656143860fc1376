"""The entries of the menu: for who looks after students, for who brings lists in, for students."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from schools.students import policy
from stagebaken.accounts.models import Role
from stagebaken.accounts.navigation import NavItem, nav_item


def students(request: HttpRequest) -> NavItem | None:
    if policy.has(request, policy.IMPORTERS):
        return nav_item(request, _("Studenten"), "students:home")
    return None


def own(request: HttpRequest) -> NavItem | None:
    if policy.has(request, (Role.STUDENT,)):
        return nav_item(request, _("Mijn stage"), "own_record:home")
    return None
