"""What a member can write in a case."""

import uuid
from typing import Any, cast

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from reports.attachments.uploads import ACCEPT
from reports.casework.danger import Look
from reports.casework.models import Case
from reports.dossiers.account import ACCOUNT_LIMIT
from reports.dossiers.vocabulary import Told
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


class ToldForm(OnceForm):
    """All of an answer from outside, or a part of it in the member's words."""

    told = forms.ChoiceField(
        label=_("Wat leest de melder?"),
        widget=forms.RadioSelect,
        choices=Told.choices,
        error_messages={"required": _("Kies wat de melder leest.")},
    )
    part = forms.CharField(
        label=_("Dit leest de melder"),
        help_text=_(
            "Alleen als je een deel kiest. De melder ziet dat het is ingekort. Het hele antwoord "
            "blijft bij het team."
        ),
        widget=forms.Textarea({"rows": 5}),
        max_length=ACCOUNT_LIMIT,
        required=False,
        error_messages=TEXT_ERRORS,
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        is_part = data.get("told") == Told.PART
        if is_part and not data.get("part") and "part" not in self.errors:
            self.add_error("part", _("Schrijf wat de melder wel leest."))
        data["part"] = data.get("part", "") if is_part else ""
        return data


class ReplyForm(OnceForm):
    """A text, a file, or both."""

    text = forms.CharField(
        label=_("Jouw antwoord"),
        widget=forms.Textarea({"rows": 5}),
        max_length=ACCOUNT_LIMIT,
        required=False,
        error_messages=TEXT_ERRORS,
    )
    file = forms.FileField(
        label=_("Bestand meesturen"),
        help_text=_("Foto, pdf, tekst of geluid, tot 25 MB. We halen plaats en maker eruit."),
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput({"accept": ACCEPT}),
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if not (data.get("text") or data.get("file") or self.errors):
            self.add_error("text", TEXT_ERRORS["required"])
        return data


class NoteForm(OnceForm):
    text = forms.CharField(
        label=_("Nieuwe notitie"),
        widget=forms.Textarea({"rows": 4}),
        max_length=ACCOUNT_LIMIT,
        error_messages=TEXT_ERRORS,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        # It stands on one page with the reply: ids must differ.
        super().__init__(*args, auto_id="notitie_%s", **kwargs)


class LookForm(OnceForm):
    """A member looked whether the reporter is safe. Nothing is chosen beforehand."""

    outcome = forms.ChoiceField(
        label=_("Wat zag of hoorde je?"),
        choices=[
            (Look.LOOKED, _("Ik heb gekeken. Misschien is er nog gevaar.")),
            (Look.OVER, _("Ik heb gekeken. Het gevaar is voorbij.")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies wat je zag of hoorde.")},
    )
    text = forms.CharField(
        label=_("Een woord voor de melder"),
        help_text=_("De melder leest dit in het dossier, met jouw naam erbij."),
        widget=forms.Textarea({"rows": 3}),
        max_length=ACCOUNT_LIMIT,
        required=False,
        error_messages=TEXT_ERRORS,
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False)


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
