"""The team's pages: ask the reporter, open what was agreed, propose places in the dossier."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from placements.companies.models import TrainingCompany
from placements.measures.policy import companies_for
from placements.measures.views import page_number
from placements.replacement.forms import RadiusForm, WantedForm
from placements.replacement.rules import NoPlacementsThere
from placements.replacement.wanted import lines
from reports.casework.access import OneCase
from reports.casework.confirming import is_confirmed
from reports.casework.holding import NoStaffKey
from reports.casework.opening import keys_for
from reports.casework.telling import tell
from reports.consents.actions import NoConsent
from reports.replacing import actions
from reports.replacing import matter as matters
from reports.replacing.forms import OpenForm, ProposeForm, RestForm
from reports.replacing.looking import offer
from reports.replacing.matter import IllegalStage, Matter
from stagebaken.audit.models import Verb
from stagebaken.vault.keys import DossierKeys


class PlacePage(OneCase):
    def opened(self) -> tuple[Matter, DossierKeys]:
        keys = keys_for(member=self.open_vault(), case=self.case, verb=Verb.OPENED)
        return matters.read(self.case.dossier, keys), keys

    def too_late(self) -> HttpResponse:
        messages.warning(
            self.request, _("Dit is intussen veranderd. Kijk hieronder hoe het nu is.")
        )
        return self.back()

    @staticmethod
    def lost(form: Form) -> None:
        """Say that it changed meanwhile, above the words that were typed."""
        form.add_error(
            None,
            _("Dit is intussen veranderd. Er is niets verstuurd. Ga terug en kijk hoe het nu is."),
        )


class AskPage(PlacePage):
    """Ask whether the school may look, with exactly what the coordinators would read."""

    def get(self, request: HttpRequest, case_id: UUID) -> HttpResponse:
        known, _keys = self.opened()
        return self._ask(WantedForm(initial=known.wanted.facts()))

    def post(self, request: HttpRequest, case_id: UUID) -> HttpResponse:
        member, form = self.open_vault(), WantedForm(request.POST)
        if not form.is_valid():
            return self._ask(form, status=422)
        try:
            is_new = actions.ask(member=member, case=self.case, wanted=form.wanted)
        except (actions.NotNow, IllegalStage):
            self.lost(form)
            return self._ask(form, status=409)
        if is_new:
            tell(request, member, self.case, _("De vraag staat in het dossier."))
        return self.back()

    def _ask(self, form: WantedForm, status: int = 200) -> HttpResponse:
        context = {"case": self.case, "form": form}
        return render(self.request, "replacing/ask.html", context, status=status)


class RestPage(PlacePage):
    """No other placement is needed, and why."""

    def get(self, request: HttpRequest, case_id: UUID) -> HttpResponse:
        self.open_vault()
        return self._ask(RestForm())

    def post(self, request: HttpRequest, case_id: UUID) -> HttpResponse:
        member, form = self.open_vault(), RestForm(request.POST)
        if not form.is_valid():
            return self._ask(form, status=422)
        try:
            actions.let_rest(member=member, case=self.case, why=form.cleaned_data["why"])
        except IllegalStage:
            form.add_error(
                "why", _("De melder heeft hier al op geantwoord. Wat je schreef is niet bewaard.")
            )
            return self._ask(form, status=409)
        except NoStaffKey:
            form.add_error("why", _("Dat kan pas als een collega de zaak heeft geopend."))
            return self._ask(form, status=409)
        return self.back()

    def _ask(self, form: RestForm, status: int = 200) -> HttpResponse:
        context = {"case": self.case, "form": form}
        return render(self.request, "replacing/rest.html", context, status=status)


class OpenPage(PlacePage):
    """Open a request with what the reporter agreed to: named once more, with the passphrase."""

    def get(self, request: HttpRequest, case_id: UUID) -> HttpResponse:
        return self._ask(OpenForm())

    def post(self, request: HttpRequest, case_id: UUID) -> HttpResponse:
        form = OpenForm(request.POST)
        if not (form.is_valid() and is_confirmed(request, form)):
            return self._ask(form, status=422)
        member = self.open_vault()
        try:
            actions.open_agreed(member=member, case=self.case)
        except NoConsent:
            messages.error(
                request, _("Er is geen ja (meer) van de melder. Er is niets naar buiten gegaan.")
            )
            return self.back()
        except actions.NotNow:
            return self.too_late()
        tell(request, member, self.case, _("Het verzoek staat open. De melder leest de code."))
        return self.back()

    def _ask(self, form: OpenForm, status: int = 200) -> HttpResponse:
        known, _keys = self.opened()
        if not known.is_agreed:
            return self.too_late()
        context = {"case": self.case, "form": form, "lines": lines(known.wanted)}
        return render(self.request, "replacing/open.html", context, status=status)


class ProposePage(PlacePage):
    """Choose places around the student; they come into the dossier as a message."""

    def get(self, request: HttpRequest, case_id: UUID) -> HttpResponse:
        return self._ask(ProposeForm(offered=[]))

    def post(self, request: HttpRequest, case_id: UUID) -> HttpResponse:
        member, chosen = self.open_vault(), self._chosen()
        form = ProposeForm(request.POST, offered=[(str(one.pk), one.name) for one in chosen])
        if not form.is_valid():
            return self._ask(form, status=422)
        data = form.cleaned_data
        try:
            is_new = actions.propose(
                member=member, case=self.case, companies=chosen, words=data["words"],
                once=data["once"],
            )  # fmt: skip
        except actions.NothingChosen:
            limit = _("Kies hooguit %(limit)s plekken.") % {"limit": actions.PROPOSAL_LIMIT}
            form.add_error("companies", limit)
        except NoPlacementsThere:
            form.add_error("companies", _("Een van deze plekken kan nu niet."))
        except actions.NotNow:
            self.lost(form)
            return self._ask(form, status=409)
        if form.errors:
            return self._ask(form, status=422)
        if is_new:
            tell(request, member, self.case, _("De plekken staan in het dossier."))
        return self.back()

    def _chosen(self) -> Sequence[TrainingCompany]:
        """What was ticked and exists for this member."""
        ids = []
        for typed in self.request.POST.getlist("companies"):
            try:
                ids.append(UUID(typed))
            except ValueError:
                continue
        return list(companies_for(self.user).filter(pk__in=ids))

    def _ask(self, form: ProposeForm, status: int = 200) -> HttpResponse:
        _known, keys = self.opened()
        radius = RadiusForm.of(self.request.GET)
        # It stands between what is ticked, and asks by itself: nothing of a form is sent along.
        radius.fields["radius_km"].widget.attrs["form"] = "zoek"
        found = offer(
            self.case, keys, user=self.user, radius=radius.radius, number=page_number(self.request)
        )
        if found is None:
            messages.info(self.request, _("Schrijf eerst op in welke plaats de melder zoekt."))
            return redirect("replacing:ask", case_id=self.case.pk)
        context: dict[str, Any] = {"case": self.case, "form": form, "radius_form": radius}
        context |= {"page": found.page, "near": found.near, "ready": found.ready}
        context["ticked"] = self.request.POST.getlist("companies")
        return render(self.request, "replacing/propose.html", context, status=status)
