"""Search, and confirm many at once."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from reports.board.asking import statuses_at
from reports.board.rows import Row
from reports.board.searching import Sought
from reports.dossiers.vocabulary import Ground, Phase
from stagebaken.ui.forms import CardCheckboxes

WORDS_LENGTH = 200  # characters: a search is words, not a story
ANY = ("", _("Alles"))


class SearchForm(forms.Form):
    """Only ever sent by POST: a word about a case stands in no address and no log."""

    words = forms.CharField(
        label=_("Woorden"),
        help_text=_("Uit de melding, het gesprek, de naam van het bedrijf of het nummer."),
        max_length=WORDS_LENGTH,
        required=False,
        error_messages={"max_length": _("Gebruik minder woorden.")},
        widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false"}),
    )
    company = forms.CharField(
        label=_("Bedrijf"),
        max_length=WORDS_LENGTH,
        required=False,
        error_messages={"max_length": _("Gebruik minder woorden.")},
        widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false"}),
    )
    ground = forms.ChoiceField(label=_("Grond"), choices=[ANY, *Ground.choices], required=False)
    phase = forms.ChoiceField(label=_("Wanneer"), choices=[ANY, *Phase.choices], required=False)
    status = forms.ChoiceField(label=_("Waar de zaak is"), required=False)

    def __init__(self, *args: Any, has_sbb: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs | {"label_suffix": ""})
        statuses = statuses_at(has_sbb=has_sbb).items()
        cast(forms.ChoiceField, self.fields["status"]).choices = [ANY, *statuses]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if not self.errors and Sought(**data).is_empty:
            self.add_error("words", _("Typ een woord, of kies een bedrijf, grond of wanneer."))
        return data


class TickForm(forms.Form):
    """Tick cases that were received. An id of anything else is as if it were not sent (P2)."""

    cases = forms.MultipleChoiceField(
        label=_("Van welke zaken bevestig je de ontvangst?"),
        widget=CardCheckboxes(),
        required=False,
    )

    def __init__(self, *args: Any, rows: list[Row], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs | {"label_suffix": ""})
        self.rows = {str(row.case.pk): row for row in rows}
        field = self.fields["cases"]
        field.widget.texts = {key: self._text(row) for key, row in self.rows.items()}
        field.choices = [(key, row.title) for key, row in self.rows.items()]  # type: ignore[attr-defined]

    def _text(self, row: Row) -> str:
        return " · ".join([row.case.number, *row.about])

    @property
    def ticked(self) -> list[Row]:
        """Those of the list, whatever else came along: what vanished says nothing."""
        sent = dict.fromkeys(self.data.getlist("cases")) if self.is_bound else {}  # type: ignore[attr-defined]
        return [self.rows[key] for key in sent if key in self.rows]
