"""What a reporter can type or choose in the own dossier."""

import uuid
from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from reports.attachments.uploads import ACCEPT
from reports.dossiers.account import ACCOUNT_LIMIT
from reports.dossiers.vocabulary import WISHES_WITH_READERS, Danger, Wish
from reports.intake.people import choosable, people_of
from schools.registry.models import School
from stagebaken.accounts.models import User
from stagebaken.ui.forms import CardRadio
from stagebaken.vault import receipts
from stagebaken.vault.errors import InvalidReceipt
from stagebaken.vault.models import Dossier

TEXT_ERRORS = {
    "required": _("Je hebt nog niets geschreven."),
    "max_length": _("Deze tekst is te lang. Stuur hem in twee delen."),
}


OUTSIDERS_LIMIT = 2000  # characters, as when the report is made
OVERTAKEN = _(
    "Dit heb je intussen op een andere pagina veranderd. Hier staat alles bij elkaar. "
    "Haal weg wat niet klopt en bewaar opnieuw."
)

BUSY = _("Het is even druk. Probeer het over een paar tellen nog eens.")
UNKNOWN_CODE = _("Bij deze code hoort geen dossier. Is het ingetrokken?")


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("Je code van 25 cijfers"),
        help_text=_("Met of zonder spaties, dat maakt niet uit."),
        max_length=200,
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"required": _("Typ de code die je hebt bewaard.")},
    )

    def clean_code(self) -> str:
        typed = self.cleaned_data["code"]
        try:
            return receipts.normalise(typed)
        except InvalidReceipt:
            raise forms.ValidationError(code_mistake(typed)) from None


def code_mistake(typed: str) -> str:
    """Say in words what is wrong with a code, without repeating it."""
    count = sum(sign.isdigit() for sign in typed)
    if count == receipts.RECEIPT_DIGITS:
        return str(_("Er zit een typefout in de code. Kijk elk groepje nog eens na."))
    text = ngettext(
        "Er staat %(count)s cijfer. Het moeten er 25 zijn, in vijf groepjes van vijf.",
        "Er staan %(count)s cijfers. Het moeten er 25 zijn, in vijf groepjes van vijf.",
        count,
    )
    return text % {"count": count}


class MessageForm(forms.Form):
    """A text, a file or a voice, or both."""

    once = forms.UUIDField(widget=forms.HiddenInput, required=False)
    text = forms.CharField(
        label=_("Jouw bericht"),
        widget=forms.Textarea({"rows": 4}),
        max_length=ACCOUNT_LIMIT,
        required=False,
        error_messages=TEXT_ERRORS,
    )
    file = forms.FileField(
        label=_("Kies een bestand"),
        help_text=_(
            "Een foto, pdf, tekst of geluid, tot 25 MB. Plaats en tijd van foto’s halen we eruit."
        ),
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput({"accept": ACCEPT}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["once"].initial = uuid.uuid4

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if not (data.get("text") or data.get("file") or self.errors):
            self.add_error("text", TEXT_ERRORS["required"])
        return data


class DangerForm(forms.Form):
    """The question of filing, asked again whenever the reporter wants."""

    once = forms.UUIDField(widget=forms.HiddenInput, required=False)
    danger = forms.ChoiceField(
        label=_("Ben je nu in gevaar?"),
        help_text=_(
            "Kies je een van de eerste twee, dan vragen we het meldteam om vandaag te kijken."
        ),
        choices=Danger.choices,
        widget=CardRadio(),
        error_messages={"required": _("Kies wat nu past.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **(kwargs | {"label_suffix": ""}))
        self.fields["once"].initial = uuid.uuid4


class ReopenForm(forms.Form):
    """A word why the case is opened again, or nothing."""

    once = forms.UUIDField(widget=forms.HiddenInput, required=False)
    text = forms.CharField(
        label=_("Wil je zeggen waarom?"),
        widget=forms.Textarea({"rows": 4}),
        max_length=ACCOUNT_LIMIT,
        required=False,
        error_messages=TEXT_ERRORS,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["once"].initial = uuid.uuid4


class AddForm(MessageForm):
    text = forms.CharField(
        label=_("Wat wil je toevoegen?"),
        widget=forms.Textarea({"rows": 8}),
        max_length=ACCOUNT_LIMIT,
        required=False,
        error_messages=TEXT_ERRORS,
    )


class WishForm(forms.Form):
    wish = forms.ChoiceField(
        label=_("Wat moet er met je melding gebeuren?"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Kies wat er moet gebeuren."),
            "invalid_choice": _("Dat kan nu niet meer. Kies een van deze mogelijkheden."),
        },
    )

    def __init__(self, *args: Any, is_filed: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        wishes = WISHES_WITH_READERS if is_filed else tuple(Wish)
        choices = [(wish.value, wish.label) for wish in wishes]
        cast(forms.ChoiceField, self.fields["wish"]).choices = choices


class PeopleField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]  # no generics at run time
    """Shows people by name."""

    def label_from_instance(self, obj: User) -> str:
        return obj.name


class ReadersForm(forms.Form):
    exclude = PeopleField(
        label=_("Wie mag dit niet zien?"),
        queryset=User.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "invalid_choice": _("Iemand uit deze lijst is er niet meer. Kies opnieuw."),
            "invalid_pk_value": _("Iemand uit deze lijst is er niet meer. Kies opnieuw."),
        },
    )
    outsiders = forms.CharField(
        label=_("Iemand buiten dit team die het niet mag weten"),
        help_text=_("Bijvoorbeeld je mentor. Het team leest dit en houdt er rekening mee."),
        max_length=OUTSIDERS_LIMIT,
        widget=forms.Textarea({"rows": 2}),
        required=False,
    )

    # Ids on the page that was shown, so that a page that was overtaken opens nothing to anybody:
    # who was ticked may be let in again, and who was there at all may get what is handed in.
    ticked = forms.CharField(widget=forms.HiddenInput, required=False)
    shown = forms.CharField(widget=forms.HiddenInput, required=False)
    named = forms.CharField(widget=forms.HiddenInput, required=False)  # `outsiders`, as shown

    def __init__(
        self, *args: Any, school: School, dossier: Dossier | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.school, self.dossier = school, dossier
        field = cast(PeopleField, self.fields["exclude"])
        field.queryset = choosable(school, dossier)
        people = {person.id: person.name for person in people_of(school)}
        people |= {str(user.pk): user.name for user in field.queryset if str(user.pk) not in people}
        field.choices = list(people.items())
        excluded = {str(user.pk) for user in self.initial.get("exclude", ())}
        self.initial["ticked"] = " ".join(sorted(excluded & people.keys()))
        self.initial["shown"] = " ".join(people)
        self.initial.setdefault("named", self.initial.get("outsiders", ""))

    @property
    def ticked_ids(self) -> set[str]:
        return set(self.cleaned_data["ticked"].split())

    @property
    def named_before(self) -> str | None:
        """What the page held as `outsiders`; None from whoever sent no page of ours."""
        return self.cleaned_data["named"] if "named" in self.data else None

    def overtaken_by(self, present: str) -> "ReadersForm":
        """The same choices with the words of both pages: the reporter says what it shall be."""
        data = cast(QueryDict, self.data).copy()
        data["named"] = present
        data["outsiders"] = ", ".join(filter(None, [present, self.cleaned_data["outsiders"]]))
        again = ReadersForm(data, school=self.school, dossier=self.dossier)
        again.full_clean()
        again.add_error("outsiders", OVERTAKEN)
        return again

    @property
    def shown_ids(self) -> set[str]:
        return set(self.cleaned_data["shown"].split())


class AddressForm(forms.Form):
    address = forms.EmailField(
        label=_("Je e-mailadres"),
        required=False,
        widget=forms.EmailInput({"autocomplete": "off"}),
        error_messages={"invalid": _("Dit lijkt geen e-mailadres. Kijk of er een @ in staat.")},
    )


class KnownForm(forms.Form):
    name = forms.CharField(label=_("Je naam"), max_length=120, required=False)
    contact = forms.CharField(label=_("Hoe ze je kunnen bereiken"), max_length=240, required=False)
