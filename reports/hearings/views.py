"""The team's pages of one hearing: where it stands, its answer, its minutes."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from reports.casework.actions import NoStaffKey
from reports.casework.telling import tell
from reports.hearings import actions, filing
from reports.hearings.access import HearingVerb, OneHearing
from reports.hearings.forms import EnterForm, ExtendForm, FileForm, MinutesForm
from reports.hearings.pages import open_page, standing
from reports.hearings.vocabulary import IllegalState


class HearingPage(OneHearing):
    def get(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        return show(self)


def show(page: OneHearing, status: int = 200, **forms: Any) -> HttpResponse:
    """The page of one hearing; `forms` are those that came back with a mistake."""
    hearing = page.hearing
    opened = open_page(member=page.open_vault(), case=page.case, hearing=hearing)
    context = {
        "case": page.case,
        "hearing": hearing,
        "opened": opened,
        "standing": standing(hearing),
        "has_staff_key": opened.keys.staff is not None,
        "file_form": FileForm(),
        "enter_form": EnterForm(),
        "minutes_form": MinutesForm(),
        "extend_form": ExtendForm(after=hearing.due_on),
        "form": next(iter(forms.values()), None),  # the title of the page says that it is wrong
    }
    return render(page.request, "hearings/hearing.html", context | forms, status=status)


def moved_on(page: OneHearing) -> HttpResponse:
    """A colleague, another tab or the company was first."""
    messages.warning(page.request, _("Dit was al gedaan. Kijk hieronder hoe het er nu voor staat."))
    return page.back()


class FilePage(HearingVerb):
    """File the company's answer: the reporter reads it, whole or in part."""

    def post(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        member, form = self.open_vault(), FileForm(request.POST)
        if not form.is_valid():
            return show(self, status=422, file_form=form)
        data = form.cleaned_data
        try:
            is_new = filing.file_answer(
                member=member,
                case=self.case,
                hearing=self.hearing,
                part=data["part"],
                once=data["once"],
            )
        except filing.NothingToFile:
            return self._filed_before(form)
        except NoStaffKey:
            form.add_error("part", no_staff_key())
            return show(self, status=409, file_form=form)
        if is_new:
            tell(request, member, self.case, told())
        return self.back()

    def _filed_before(self, form: FileForm) -> HttpResponse:
        if not form.cleaned_data["part"]:
            return moved_on(self)  # nothing was typed
        form.add_error("part", _("Een collega was je voor. Jouw tekst staat niet in het gesprek."))
        self.hearing.refresh_from_db()
        return show(self, status=409, file_form=form)


class EnterPage(HearingVerb):
    """Enter an answer that did not come through the product."""

    def post(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        member, form = self.open_vault(), EnterForm(request.POST)
        if not form.is_valid():
            return show(self, status=422, enter_form=form)
        data = form.cleaned_data
        try:
            is_new = filing.enter_answer(
                member=member,
                case=self.case,
                hearing=self.hearing,
                text=data["text"],
                part=data["part"],
                once=data["once"],
            )
        except IllegalState:
            return show(self, status=409, enter_form=answered_meanwhile(form))
        except NoStaffKey:
            form.add_error("part", no_staff_key())
            return show(self, status=409, enter_form=form)
        if is_new:
            tell(request, member, self.case, told())
        return self.back()


def told() -> str:
    return _("Het antwoord van het bedrijf staat in het gesprek met de melder.")


def no_staff_key() -> str:
    return _("Dat kan pas als een collega de zaak heeft geopend.")


def answered_meanwhile(form: EnterForm) -> EnterForm:
    form.add_error("text", _("Het bedrijf antwoordde intussen zelf. Zet dit in een verslag."))
    return form


class MinutesPage(HearingVerb):
    def post(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        member, form = self.open_vault(), MinutesForm(request.POST)
        if not form.is_valid():
            return show(self, status=422, minutes_form=form)
        data = form.cleaned_data
        try:
            filing.write_minutes(
                member=member,
                case=self.case,
                hearing=self.hearing,
                text=data["text"],
                once=data["once"],
            )
        except NoStaffKey:
            form.add_error("text", no_staff_key())
            return show(self, status=409, minutes_form=form)
        messages.success(request, _("Je verslag is bewaard. De melder leest het niet."))
        return self.back()


class ExtendPage(HearingVerb):
    def post(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        member, form = self.open_vault(), ExtendForm(request.POST, after=self.hearing.due_on)
        if not form.is_valid():
            return show(self, status=422, extend_form=form)
        try:
            actions.extend(
                member=member,
                case=self.case,
                hearing=self.hearing,
                due_on=form.cleaned_data["due_on"],
            )
        except (IllegalState, actions.TermUnfit):
            return moved_on(self)
        messages.success(request, _("Het bedrijf heeft meer tijd. Laat het dat ook zelf weten."))
        return self.back()


class ClosePage(OneHearing):
    """Close: asked once more, because the company's code then opens nothing."""

    def get(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        return self._ask()

    def post(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        try:
            actions.close(member=self.open_vault(), case=self.case, hearing=self.hearing)
        except actions.AnswerWaits:
            return self._ask(is_waiting=True, status=409)
        messages.success(
            request, _("De vraag is afgesloten. De code van het bedrijf werkt niet meer.")
        )
        return self.back()

    def _ask(self, *, is_waiting: bool = False, status: int = 200) -> HttpResponse:
        context = {"case": self.case, "hearing": self.hearing, "is_waiting": is_waiting}
        return render(self.request, "hearings/close.html", context, status=status)
