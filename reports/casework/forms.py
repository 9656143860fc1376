"""What a member can write in a case."""

import uuid
from typing import Any, cast

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from reports.casework.models import Case
from reports.dossiers.account import ACCOUNT_LIMIT
from schools.teams.models import Membership
from stagebaken.accounts.models import User

TEXT_ERRORS = {
    "required": _("Je hebt nog niets geschreven."),
    "max_length": _("Deze tekst is te lang. Maak hem korter, of verdeel hem over twee berichten."),
}


class OnceForm(forms.Form):
    """A form that carries a random mark, so that sending it twice does it once."""

    once = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["once"].initial = uuid.uuid4


class ReplyForm(OnceForm):
    text = forms.CharField(
        label=_("Jouw antwoord"),
        widget=forms.Textarea({"rows": 5}),
        max_length=ACCOUNT_LIMIT,
        error_messages=TEXT_ERRORS,
    )
    file = forms.FileField(
        label=_("Bestand meesturen (mag, hoeft niet)"), required=False, allow_empty_file=True
    )


class NoteForm(OnceForm):
    text = forms.CharField(
        label=_("Nieuwe notitie"),
        widget=forms.Textarea({"rows": 4}),
        max_length=ACCOUNT_LIMIT,
        error_messages=TEXT_ERRORS,
    )


class PersonField(forms.ModelChoiceField):  # type: ignore[type-arg]  # no generics at run time
    """Shows a person by name."""

    def label_from_instance(self, obj: User) -> str:
        return obj.name


class AssignForm(forms.Form):
    """Choose among the members who can open this case; the others do not appear (P2)."""

    assignee = PersonField(
        label=_("Wie pakt deze zaak op?"),
        queryset=User.objects.none(),
        required=False,
        empty_label=_("Nog niemand"),
    )

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(PersonField, self.fields["assignee"]).queryset = readers_of(case)


def readers_of(case: Case) -> QuerySet[User]:
    """The members of the team for whom this case exists."""
    team = Membership.objects.reporting_team(case.school).values("user")
    readers = case.dossier.wraps.filter(
        audience="shared", state="wrapped", recipient__state="admitted"
    ).values("user")
    return User.objects.filter(pk__in=team).filter(pk__in=readers).order_by("name")
