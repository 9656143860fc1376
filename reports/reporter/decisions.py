"""What the reporter can still decide. Each page says first what will happen."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from reports.attachments import storage
from reports.casework.actions import NoReaders
from reports.consents.staying import left_behind
from reports.dossiers.vocabulary import WISH_EXPLANATIONS, WISHES_WITH_READERS, Wish
from reports.intake.people import recipients_if_filed
from reports.intake.school import is_school_address
from reports.reporter import actions
from reports.reporter.access import ReporterView, closing, is_gone
from reports.reporter.forms import AddressForm, KnownForm, ReadersForm, ReopenForm, WishForm
from reports.reporter.opening import OwnDossier
from reports.reporter.pages import preview, roles_by_id
from reports.reporter.readers import NobodyLeft, answer_newcomer, choose_readers, newcomers
from reports.reporter.reopening import reopen
from reports.reporter.views import back
from schools.registry.models import School
from stagebaken.vault import keyring

# What is said of a change, by whether anybody was shut out and whether anybody was let in again.
CHOSEN = {
    (True, False): "wie",
    (False, True): "wie-terug",
    (True, True): "wie-anders",
    (False, False): "wie-zelfde",
}


class SchoolMixin(ReporterView):
    """The school of the dossier: of its case, or the one the reporter chose."""

    @property
    def school(self) -> School:
        if self.own.case is not None:
            return self.own.case.school
        return School.objects.get(code=self.own.decisions.school)


class WishPage(SchoolMixin):
    """Change what should happen. Handing in a kept dossier asks once more who may not see it."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return self._ask(WishForm(is_filed=self._is_filed, initial={"wish": self._wish}))

    def post(self, request: HttpRequest) -> HttpResponse:
        form = WishForm(request.POST, is_filed=self._is_filed)
        if not form.is_valid():
            return self._ask(form, status=422)
        wish = Wish(form.cleaned_data["wish"])
        if wish in WISHES_WITH_READERS and not self._is_filed:
            return ask_to_hand_in(self, wish)
        try:
            actions.change_wish(own=self.own, wish=wish, school=self.school)
        except actions.AlreadyFiled:
            return redirect("reporter:wish")  # handed in a moment ago, in another tab
        return back("wens")

    @property
    def _is_filed(self) -> bool:
        return self.own.case is not None

    @property
    def _wish(self) -> str:
        return self.own.decisions.wish

    def _ask(self, form: WishForm, status: int = 200) -> HttpResponse:
        context = {"form": form, "texts": WISH_EXPLANATIONS, "is_filed": self._is_filed}
        return render(self.request, "reporter/wish.html", context, status=status)


def ask_to_hand_in(
    page: SchoolMixin,
    wish: Wish,
    form: ReadersForm | None = None,
    status: int = 200,
    *,
    is_new: bool = False,
) -> HttpResponse:
    """Show who will read it, and exactly what, before a kept dossier is handed in."""
    context = {
        "form": form or ReadersForm(school=page.school, initial=outsiders_of(page.own)),
        "roles": roles_by_id(page.school),
        "school": page.school,
        "wish": wish,
        "has_new_reader": is_new,
        "preview": preview(page.own, wish),
        "has_team": page.school.is_open and bool(recipients_if_filed(page.school, ())),
    }
    return render(page.request, "reporter/hand_in.html", context, status=status)


def outsiders_of(own: OwnDossier) -> dict[str, str]:
    return {"outsiders": own.decisions.outsiders}


def name_outsiders(own: OwnDossier, form: ReadersForm) -> None:
    actions.name_outsiders(
        own=own, outsiders=form.cleaned_data["outsiders"], shown=form.named_before
    )


class FilePage(SchoolMixin):
    """Hand a kept dossier to the team, with this one decision."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return redirect("reporter:wish")

    def post(self, request: HttpRequest) -> HttpResponse:
        wish = request.POST.get("wish", "")
        if wish not in WISHES_WITH_READERS:
            return redirect("reporter:wish")
        form = ReadersForm(request.POST, school=self.school)
        if not form.is_valid():
            return ask_to_hand_in(self, Wish(wish), form, status=422)
        if self._has_unseen_reader(form):
            form = ReadersForm(school=self.school, initial=form.cleaned_data)
            return ask_to_hand_in(self, Wish(wish), form, status=409, is_new=True)
        try:
            self._hand_in(Wish(wish), form)
        except (NoReaders, NobodyLeft):
            form.add_error("exclude", _("Zo kan niemand je melding lezen. Laat iemand meelezen."))
            return ask_to_hand_in(self, Wish(wish), form, status=409)
        except actions.Overtaken as overtaken:
            form = form.overtaken_by(overtaken.present)
            return ask_to_hand_in(self, Wish(wish), form, status=409)
        return back("ingediend")

    def _has_unseen_reader(self, form: ReadersForm) -> bool:
        """Somebody admitted meanwhile is a reader whom the reporter has not seen."""
        excluded = {str(user.pk) for user in form.cleaned_data["exclude"]}
        readers = {str(one.user_id) for one in recipients_if_filed(self.school, excluded)}
        return bool(form.shown_ids) and not readers <= form.shown_ids

    def _hand_in(self, wish: Wish, form: ReadersForm) -> None:
        data = form.cleaned_data
        name_outsiders(self.own, form)
        actions.change_wish(
            own=self.own, wish=wish, school=self.school, excluded=list(data["exclude"])
        )


class ReadersPage(SchoolMixin):
    """Change who may not see it. What is only kept nobody sees: handing in asks it."""

    def get(self, request: HttpRequest) -> HttpResponse:
        if self.own.case is None:
            return redirect("reporter:dossier")
        initial = outsiders_of(self.own) | {"exclude": keyring.excluded_users(self.own.dossier)}
        return self._ask(self._form(initial=initial))

    def post(self, request: HttpRequest) -> HttpResponse:
        if self.own.case is None:
            return redirect("reporter:dossier")
        form = self._form(request.POST)
        if not form.is_valid():
            return self._ask(form, status=422)
        try:
            changed = choose_readers(
                own=self.own,
                excluded=list(form.cleaned_data["exclude"]),
                ticked=form.ticked_ids,
            )
        except NobodyLeft:
            form.add_error(
                "exclude",
                _("Zo kan niemand meer lezen wat je schrijft. Wil je dat niemand het leest? "
                  "Trek dan je melding in."),
            )  # fmt: skip
            return self._ask(form, status=409)
        try:
            name_outsiders(self.own, form)
        except actions.Overtaken as overtaken:
            return self._ask(form.overtaken_by(overtaken.present), status=409)
        return back(CHOSEN[bool(changed.added), bool(changed.removed)])

    def _form(self, *data: Any, **options: Any) -> ReadersForm:
        return ReadersForm(*data, school=self.school, dossier=self.own.dossier, **options)

    def _ask(self, form: ReadersForm, status: int = 200) -> HttpResponse:
        context = {"form": form, "roles": roles_by_id(self.school), "school": self.school}
        return render(self.request, "reporter/readers.html", context, status=status)


class AddressPage(SchoolMixin):
    """A message without content by mail: leave an address inside the seal, or remove it."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return self._ask(AddressForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        if "remove" in request.POST:
            actions.leave_address(own=self.own, address="")
            return back("mail-weg")
        form = AddressForm(request.POST)
        if not form.is_valid():
            return self._ask(form, status=422)
        address = form.cleaned_data["address"]
        if not address:
            form.add_error("address", _("Typ je e-mailadres, of ga terug."))
            return self._ask(form, status=422)
        if is_school_address(address, self.school) and "anyway" not in request.POST:
            return self._ask(form, is_school=True)
        actions.leave_address(own=self.own, address=address)
        return back("mail")

    def _ask(
        self, form: AddressForm, status: int = 200, *, is_school: bool = False
    ) -> HttpResponse:
        has_address = self.own.report.address is not None
        context = {"form": form, "has_address": has_address, "is_school": is_school}
        return render(self.request, "reporter/address.html", context, status=status)


class KnownPage(ReporterView):
    """Tell the team who you are, or not."""

    def get(self, request: HttpRequest) -> HttpResponse:
        decided = self.own.decisions
        initial = {"name": decided.known_as, "contact": decided.known_contact}
        return self._ask(KnownForm(initial=initial))

    def post(self, request: HttpRequest) -> HttpResponse:
        form = KnownForm(request.POST)
        if not form.is_valid():
            return self._ask(form, status=422)
        data, was_known = form.cleaned_data, bool(self.own.decisions.known_as)
        actions.become_known(own=self.own, name=data["name"], contact=data["contact"])
        if data["name"].strip():
            return back("naam")
        return back("naamloos" if was_known else "anoniem")

    def _ask(self, form: KnownForm, status: int = 200) -> HttpResponse:
        context = {"form": form, "is_known": bool(self.own.decisions.known_as)}
        return render(self.request, "reporter/known.html", context, status=status)


class NewcomerPage(ReporterView):
    """Answer whether somebody new to the team may read along."""

    def get(self, request: HttpRequest, recipient_id: UUID) -> HttpResponse:
        return redirect("reporter:dossier")

    def post(self, request: HttpRequest, recipient_id: UUID) -> HttpResponse:
        answer = request.POST.get("answer")
        asked = {one.pk: one for one in newcomers(self.own)}
        if answer not in {"ja", "nee"} or recipient_id not in asked:
            return redirect("reporter:dossier")
        answer_newcomer(own=self.own, recipient=asked[recipient_id], is_welcome=answer == "ja")
        return back(f"nieuw-{answer}")


class ReopenPage(ReporterView):
    """Open a closed case again; what is not closed has no such page."""

    def get(self, request: HttpRequest) -> HttpResponse:
        if self.own.case is None or not self.own.case.is_closed:
            return redirect("reporter:dossier")
        return render(request, "reporter/reopen_case.html", {"form": ReopenForm()})

    def post(self, request: HttpRequest) -> HttpResponse:
        form = ReopenForm(request.POST)
        if not form.is_valid():
            return render(request, "reporter/reopen_case.html", {"form": form}, status=422)
        data = form.cleaned_data
        reopen(own=self.own, text=data["text"], once=data["once"])
        return back("weer-open")


class WithdrawPage(ReporterView):
    """Destroy everything: asked once more, naming what is lost."""

    def get(self, request: HttpRequest) -> HttpResponse:
        context = {
            "messages_count": len(self.own.conversation),
            "files_count": len(storage.listing(dossier=self.own.dossier, keys=self.own.keys)),
            "is_filed": self.own.case is not None,
            "is_counted": self.own.decisions.counted,
            "left": left_behind(self.own.dossier, self.own.keys),
        }
        return render(request, "reporter/withdraw.html", context)

    def post(self, request: HttpRequest) -> HttpResponse:
        actions.withdraw(own=self.own)
        return closing(redirect("reporter:withdrawn"))

    def ask_for_code(self, request: HttpRequest, error: Exception) -> HttpResponse:
        """The second click of a double click: it is done already."""
        if request.method == "POST" and is_gone(request):
            return closing(redirect("reporter:withdrawn"))
        return super().ask_for_code(request, error)
