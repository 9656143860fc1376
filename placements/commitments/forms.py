"""Forms of a company, and of those who check."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from placements.commitments.catalogue import ANSWER_DAYS
from placements.commitments.models import REASON_LENGTH, Badge, Evidence
from placements.commitments.policy import Body
from placements.commitments.transitions import Verb
from stagebaken.ui.forms import CardRadio
from stagebaken.web.days import today


class SeenForm(forms.Form):
    """Carries which revision its page showed: a second click finds a newer one."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


def _day_choices() -> list[tuple[int, str]]:
    return [(days, gettext("%(days)s werkdagen") % {"days": days}) for days in ANSWER_DAYS]


class DeclareForm(SeenForm):
    answer_days = forms.TypedChoiceField(
        label=_("Binnen hoeveel werkdagen geef je antwoord?"),
        choices=_day_choices,
        coerce=int,
        widget=CardRadio(),
    )

    def __init__(self, *args: Any, has_days: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not has_days:
            del self.fields["answer_days"]


class EvidenceForm(forms.ModelForm[Evidence]):
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    badge = forms.ChoiceField(
        label=_("Heeft je bedrijf een van deze keurmerken?"),
        choices=[("", _("Geen van deze")), *Badge.choices],
        required=False,
        help_text=_(
            "Bij het Charter hoort een plan binnen zes maanden en elk jaar een verslag. Vul het "
            "nummer in, of de link naar de openbare pagina."
        ),
    )

    class Meta:
        model = Evidence
        fields = ("text", "link", "badge", "badge_number", "badge_until")
        labels: ClassVar[dict[str, Any]] = {
            "text": _("Vertel of plak het hier"),
            "badge_number": _("Nummer van het keurmerk"),
            "badge_until": _("Keurmerk geldig tot en met"),
        }
        help_texts: ClassVar[dict[str, Any]] = {
            "text": _("Noem geen namen van studenten of collega’s. Bestanden kun je niet sturen."),
        }
        widgets: ClassVar[dict[str, Any]] = {
            "text": forms.Textarea(attrs={"rows": 8}),
            "badge_until": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        }

    link = forms.URLField(
        label=_("Een pagina waar het staat"), required=False, max_length=400, assume_scheme="https",
        help_text=_("Bijvoorbeeld een vacature op je eigen site. Wie nakijkt, opent de link zelf."),
    )  # fmt: skip

    def clean_link(self) -> str:
        link: str = self.cleaned_data["link"]
        if link and not link.lower().startswith(("https://", "http://")):
            raise forms.ValidationError(_("Een link begint met https://"))
        return link

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("badge"):
            self._clean_badge(data)
        elif data.get("badge_number") or data.get("badge_until"):
            self.add_error("badge", _("Kies welk keurmerk het is."))
        if not (self.errors or data.get("text") or data.get("link") or data.get("badge")):
            self.add_error("text", _("Geef minstens één ding: tekst, een link of een keurmerk."))
        return data

    def _clean_badge(self, data: dict[str, Any]) -> None:
        if not (data.get("badge_number") or data.get("link")):
            text = _("Vul het nummer in, of hierboven de link naar de openbare pagina.")
            self.add_error("badge_number", text)
        until = data.get("badge_until")
        if until is None:
            if "badge_until" not in self.errors:
                self.add_error("badge_until", _("Tot wanneer geldt het keurmerk?"))
        elif until < today():
            self.add_error("badge_until", _("Dit keurmerk geldt niet meer."))


VERB_TEXTS = {
    Verb.CHECK.value: _("Het bewijs laat zien dat het bedrijf doet wat het belooft."),
    Verb.REFUSE.value: _("De belofte blijft staan. Het bedrijf leest wat er nog nodig is."),
    Verb.REVOKE.value: _(
        "De belofte telt niet meer. Op de pagina van het bedrijf staat dat jullie die introkken. "
        "De reden leest alleen het bedrijf."
    ),
}
VERB_LABELS = {
    Verb.CHECK: _("Akkoord"),
    Verb.REFUSE: _("Ander bewijs nodig"),
    Verb.REVOKE: _("Belofte intrekken"),
}


class DecisionForm(SeenForm):
    verb = forms.ChoiceField(label=_("Wat besluit je?"), widget=CardRadio(texts=VERB_TEXTS))
    reason = forms.CharField(
        label=_("Waarom?"),
        max_length=REASON_LENGTH,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_(
            "Het bedrijf leest dit. Schrijf wat je zag en wat er eventueel nog nodig is. Noem geen "
            "namen van studenten, en niets uit een melding."
        ),
    )
    body = forms.ChoiceField(label=_("Namens wie?"), widget=CardRadio())

    def __init__(
        self, *args: Any, verbs: Iterable[Verb], bodies: list[Body], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.bodies = {body.key: body for body in bodies}
        self.offer(verbs)
        if len(bodies) > 1:
            self._choices("body", [(body.key, body.name) for body in bodies])
        else:
            del self.fields["body"]

    def offer(self, verbs: Iterable[Verb]) -> None:
        """Show these; what may be sent is wider, because a second click comes too late."""
        self._choices("verb", [(verb.value, VERB_LABELS[verb]) for verb in verbs])

    def _choices(self, name: str, choices: list[tuple[str, Any]]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = choices

    @property
    def chosen(self) -> Body:
        key = self.cleaned_data.get("body") or next(iter(self.bodies))
        return self.bodies[key]
