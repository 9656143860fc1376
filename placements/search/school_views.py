"""/beheer/school/<code>/woorden/: how the students of a school call a trade."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from placements.search.own_words import (
    WORDS_LIMIT,
    NotALine,
    read_lines,
    set_words,
    words_of_school,
)
from schools.administration.access import of_own_school, sent
from schools.registry.models import School


class WordsForm(forms.Form):
    words = forms.CharField(
        label=gettext_lazy("Woorden, één op een regel"),
        help_text=gettext_lazy("Bijvoorbeeld: bakkie: horeca gastheer"),
        required=False,
        max_length=60_000,
        widget=forms.Textarea(attrs={"rows": 16}),
    )

    def clean_words(self) -> dict[str, str]:
        try:
            found = read_lines(self.cleaned_data["words"])
        except NotALine as wrong:
            message = _("Deze regel begrijpen we niet: %(line)s. Schrijf: woord: betekenis.")
            raise forms.ValidationError(message % {"line": wrong}) from wrong
        if len(found) > WORDS_LIMIT:
            message = _("Er passen hooguit %(limit)s woorden in.")
            raise forms.ValidationError(message % {"limit": WORDS_LIMIT})
        return found


@require_http_methods(["GET", "HEAD", "POST"])
@of_own_school
def words(request: HttpRequest, school: School) -> HttpResponse:
    form = WordsForm(sent(request), initial={"words": _lines(school)})
    if request.method == "POST" and form.is_valid():
        set_words(school=school, words=form.cleaned_data["words"])
        messages.success(request, _("Je woorden zijn bewaard. Ze werken vanaf nu."))
        return redirect("school_words:words", code=school.code)
    address = f"{settings.PUBLIC_ADDRESS}{reverse('companies:search')}?school={school.code}"
    context: dict[str, Any] = {"form": form, "school": school, "address": address}
    return render(request, "search/school_words.html", context)


def _lines(school: School) -> str:
    return "\n".join(f"{word}: {means}" for word, means in words_of_school(school.code))
