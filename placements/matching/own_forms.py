"""What a student says beside a list of places. Nothing here is kept but a count."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from placements.applications.models import TRAVEL_LIMIT, ApplicantProfile, Means
from placements.geography import places
from placements.geography.coordinates import Location
from placements.geography.names import pc4_of
from placements.matching.fitting import COMMON, known_means
from placements.matching.own_board import Journey

SEARCH_LENGTH = 60


class PostcodeForm(forms.Form):
    """Four digits, for this one page. An address or a full postcode is asked nowhere."""

    postcode = forms.CharField(
        label=_("De vier cijfers van je postcode"),
        required=False,
        max_length=4,
        widget=forms.TextInput(
            attrs={"inputmode": "numeric", "autocomplete": "off", "size": 6, "maxlength": 4}
        ),
        help_text=_("Om te rekenen hoe ver het ongeveer is. We bewaren je postcode niet."),
    )

    def clean_postcode(self) -> Location | None:
        text = self.cleaned_data["postcode"].strip()
        if not text:
            return None
        digits = pc4_of(text)
        found = places.locate(digits, "") if digits == text else None
        if found is None:
            raise forms.ValidationError(_("Deze postcode kennen we niet. Typ alleen vier cijfers."))
        return found

    @property
    def home(self) -> Location | None:
        """Nothing for what was not typed, and for what we do not know."""
        found: Location | None = getattr(self, "cleaned_data", {}).get("postcode")
        return found


class ListForm(PostcodeForm):
    travel_by = forms.MultipleChoiceField(
        label=_("Hoe reis je?"),
        required=False,
        choices=Means.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    travel_minutes = forms.IntegerField(
        label=_("Hoe lang wil je reizen, in minuten, alleen heen?"),
        required=False,
        min_value=1,
        max_value=TRAVEL_LIMIT,
    )
    counts_needs = forms.BooleanField(
        label=_("Laat meetellen wat ik nodig heb op de werkplek"),
        required=False,
        help_text=_(
            "Je gaat dan voor op een plek die alles heeft wat je nodig hebt. We bewaren een "
            "aantal, en niet wat het is."
        ),
    )
    words = forms.CharField(
        label=_("Zoek een plek op naam of plaats"), required=False, max_length=SEARCH_LENGTH
    )

    def __init__(
        self, *args: Any, profile: ApplicantProfile, asks_needs: bool, has_needs: bool, **kw: Any
    ) -> None:
        """`has_needs`: the list that is in counts them already."""
        kw["initial"] = {
            "travel_by": known_means(profile.travel_by) or [one.value for one in COMMON],
            "travel_minutes": profile.travel_minutes,
            "counts_needs": has_needs,
        }
        super().__init__(*args, **kw)
        if not asks_needs:
            del self.fields["counts_needs"]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("postcode") and not data.get("travel_by") and "travel_by" not in self.errors:
            self.add_error("travel_by", _("Kies hoe je reist."))
        return data

    def _said(self, name: str) -> Any:
        """What was typed and is right; before anything was typed, what the profile says."""
        if not self.is_bound:
            return self.initial.get(name)
        return self.cleaned_data.get(name)

    @property
    def journey(self) -> Journey:
        limit = self._said("travel_minutes")
        return Journey(self.home, tuple(self._said("travel_by") or ()), limit)

    @property
    def with_needs(self) -> bool:
        return bool(self._said("counts_needs")) and "counts_needs" in self.fields

    @property
    def sought(self) -> str:
        return str(self._said("words") or "")
