"""The pages of /zaken/: thin. A locked vault sends to its door and comes back."""

from typing import Any, cast
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.generic import View

from reports.attachments import storage
from reports.attachments.errors import Refused
from reports.casework import actions
from reports.casework.forms import AssignForm, NoteForm, ReplyForm
from reports.casework.models import Case, Turn
from reports.casework.opening import keys_for, open_case, read_cards
from reports.casework.pages import Row, case_page, due
from reports.casework.policy import POLICY
from reports.notices.actions import MailNotSent, NoMailServer, tell_reporter
from reports.notices.models import News
from schools.teams.policy import on_team
from stagebaken.accounts.models import User
from stagebaken.audit.models import Verb
from stagebaken.vault.errors import LastHolder, VaultLocked, WrongPassphrase
from stagebaken.vault.models import Recipient, RecipientState
from stagebaken.vault.sessions import UnlockedMember, unlock, unlocked
from stagebaken.web.days import today

PAGE_SIZE = 50
FILTERS = {
    "alles": _lazy("Alles"),
    "nieuw": _lazy("Nieuw"),
    "school": _lazy("Wij zijn aan de beurt"),
    "melder": _lazy("Melder aan de beurt"),
    "te-laat": _lazy("Te laat"),
}


class TeamView(LoginRequiredMixin, View):
    """A page of the reporting team: for all others it does not exist."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if isinstance(request.user, User) and not on_team(request.user):
            raise Http404
        try:
            return super().dispatch(request, *args, **kwargs)
        except VaultLocked:
            return to_the_vault(request)

    @property
    def user(self) -> User:
        return cast(User, self.request.user)


def to_the_vault(request: HttpRequest) -> HttpResponse:
    """Open the vault first, then come back here."""
    return redirect(
        f"{reverse('strongroom:unlock')}?{urlencode({'next': request.get_full_path()})}"
    )


class CaseList(TeamView):
    """All cases that this member can open; overdue first."""

    def get(self, request: HttpRequest) -> HttpResponse:
        chosen = request.GET.get("toon", "alles")
        page = Paginator(self._cases(chosen), PAGE_SIZE).get_page(request.GET.get("page"))
        context = {
            "page": page,
            "rows": self._rows(page),
            "chosen": chosen if chosen in FILTERS else "alles",
            "filters": FILTERS.items(),
            "is_unlocked": is_unlocked(request),
            "today": today(),
        }
        return render(request, "casework/list.html", context)

    def _cases(self, chosen: str) -> Any:
        cases = POLICY.visible_to(self.user).select_related("school", "assignee", "dossier__report")
        if chosen == "nieuw":
            cases = cases.filter(dossier__news__recipient__user=self.user)
        elif chosen == "school":
            cases = cases.filter(turn=Turn.SCHOOL)
        elif chosen == "melder":
            cases = cases.filter(turn=Turn.REPORTER)
        elif chosen == "te-laat":
            cases = cases.filter(turn=Turn.SCHOOL, due_on__lt=today())
        return cases.by_urgency()

    def _rows(self, page: Page[Case]) -> list[Row]:
        cases = list(page)
        news = News.objects.filter(
            recipient__user=self.user, dossier__in=[case.dossier_id for case in cases]
        )
        new = set(news.values_list("dossier_id", flat=True))
        cards = self._cards(cases)
        return [
            Row(case, due(case, today()), case.dossier_id in new, cards.get(str(case.pk), {}))
            for case in cases
        ]

    def _cards(self, cases: list[Case]) -> dict[str, dict[str, Any]]:
        try:
            member = unlocked(self.request)
        except VaultLocked:
            return {}
        return read_cards(member=member, cases=cases)


def is_unlocked(request: HttpRequest) -> bool:
    try:
        unlocked(request)
    except VaultLocked:
        return False
    return True


class OneCase(TeamView):
    """A page or a verb of one case. Invisible is 404, before anything is asked of the vault."""

    case: Case
    member: UnlockedMember

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return self.handle_no_permission()
        self.case = POLICY.require(self.user, kwargs["case_id"])
        if request.method != "POST":
            return super().dispatch(request, *args, **kwargs)
        try:
            unlock_on_the_way(request, self.case)
            return View.dispatch(self, request, *args, **kwargs)
        except (VaultLocked, WrongPassphrase) as obstacle:
            return keep_the_text(request, self.case, is_wrong=isinstance(obstacle, WrongPassphrase))

    def show(self, forms: dict[str, Any] | None = None, status: int = 200) -> HttpResponse:
        opened = open_case(member=unlocked(self.request), case=self.case)
        context = case_page(opened, self.user) | {
            "reply_form": ReplyForm(),
            "note_form": NoteForm(),
        }
        context["assign_form"] = AssignForm(
            case=self.case, initial={"assignee": self.case.assignee}
        )
        return render(self.request, "casework/case.html", context | (forms or {}), status=status)

    def back(self, fragment: str = "") -> HttpResponse:
        return redirect(reverse("casework:case", args=[self.case.pk]) + fragment)


PASSPHRASE_FIELD = "kluis-wachtzin"  # noqa: S105 - the name of a field


def unlock_on_the_way(request: HttpRequest, case: Case) -> None:
    """A form sent after the vault had closed carries the passphrase along."""
    passphrase = request.POST.get(PASSPHRASE_FIELD)
    if passphrase:
        recipient = Recipient.objects.get(
            vault=case.school.vault, user=cast(User, request.user), state=RecipientState.ADMITTED
        )
        unlock(request, recipient, passphrase)


def keep_the_text(request: HttpRequest, case: Case, *, is_wrong: bool) -> HttpResponse:
    """The vault closed while somebody typed: ask to open it, with the text in the same form."""
    fields = [
        (name, value)
        for name, value in request.POST.items()
        if name not in {PASSPHRASE_FIELD, "csrfmiddlewaretoken"}
    ]
    context = {
        "case": case,
        "fields": fields,
        "text": request.POST.get("text", ""),
        "had_file": bool(request.FILES),
        "is_wrong": is_wrong,
        "passphrase_field": PASSPHRASE_FIELD,
    }
    return render(request, "casework/unlock_and_send.html", context, status=409)


class CasePage(OneCase):
    def get(self, request: HttpRequest, case_id: UUID) -> HttpResponse:
        return self.show()


class ReplyPage(OneCase):
    """Answer the reporter, with or without a file; then tell them, if they left an address."""

    def post(self, request: HttpRequest, case_id: UUID) -> HttpResponse:
        member = unlocked(request)
        form = ReplyForm(request.POST, request.FILES)
        if not form.is_valid():
            return self.show({"reply_form": form}, status=422)
        try:
            self._send(member, form.cleaned_data)
        except Refused as refusal:
            form.add_error("file", str(refusal.reason))
            return self.show({"reply_form": form}, status=422)
        tell(request, member, self.case)
        return self.back("#gesprek")

    def _send(self, member: UnlockedMember, data: dict[str, Any]) -> None:
        if data["file"]:
            actions.attach(member=member, case=self.case, upload=data["file"])
        actions.reply(member=member, case=self.case, text=data["text"], once=data["once"])


def tell(request: HttpRequest, member: UnlockedMember, case: Case) -> None:
    """Mail the reporter now; when the mail server does not answer, the member hears it."""
    keys = keys_for(member=member, case=case, verb=Verb.NOTIFIED)
    try:
        sent = tell_reporter(report=case.dossier.report, keys=keys)
    except NoMailServer:
        text = _(
            "Je antwoord staat in het dossier. "
            "Er is hier geen mailserver: de melder krijgt geen seintje."
        )
        messages.warning(request, text)
        return
    except MailNotSent:
        text = _("Je antwoord staat in het dossier. Het seintje per mail is niet verstuurd: "
                 "de mailserver antwoordt niet. Stuur het straks nog eens.")  # fmt: skip
        messages.warning(request, text)
        return
    if sent:
        messages.success(
            request, _("Je antwoord staat in het dossier. De melder kreeg een seintje.")
        )
    else:
        messages.success(request, _("Je antwoord staat in het dossier."))


class NotifyPage(OneCase):
    """Send the message without content again."""

    def post(self, request: HttpRequest, case_id: UUID) -> HttpResponse:
        tell(request, unlocked(request), self.case)
        return self.back()


class NotePage(OneCase):
    def post(self, request: HttpRequest, case_id: UUID) -> HttpResponse:
        member, form = unlocked(request), NoteForm(request.POST)
        if not form.is_valid():
            return self.show({"note_form": form}, status=422)
        data = form.cleaned_data
        actions.add_note(member=member, case=self.case, text=data["text"], once=data["once"])
        return self.back("#notities")


class AcknowledgePage(OneCase):
    def post(self, request: HttpRequest, case_id: UUID) -> HttpResponse:
        actions.acknowledge(member=unlocked(request), case=self.case)
        return self.back()


class AssignPage(OneCase):
    def post(self, request: HttpRequest, case_id: UUID) -> HttpResponse:
        member, form = unlocked(request), AssignForm(request.POST, case=self.case)
        if not form.is_valid():
            return self.show({"assign_form": form}, status=422)
        actions.assign(member=member, case=self.case, assignee=form.cleaned_data["assignee"])
        return self.back()


class RecusePage(OneCase):
    """Step back from a case: asked once more, because nobody but the reporter can undo it."""

    def get(self, request: HttpRequest, case_id: UUID) -> HttpResponse:
        return render(request, "casework/recuse.html", {"case": self.case})

    def post(self, request: HttpRequest, case_id: UUID) -> HttpResponse:
        try:
            actions.recuse(member=unlocked(request), case=self.case)
        except LastHolder:
            context = {"case": self.case, "is_last": True}
            return render(request, "casework/recuse.html", context, status=409)
        messages.success(request, _("Je ziet deze zaak niet meer."))
        return redirect("casework:list")


class FilePage(OneCase):
    """One file of the dossier, as a download."""

    def get(self, request: HttpRequest, case_id: UUID, attachment_id: UUID) -> HttpResponseBase:
        attachment = storage.find(dossier=self.case.dossier, attachment_id=attachment_id)
        keys = keys_for(member=unlocked(request), case=self.case, verb=Verb.ATTACHMENT_OPENED)
        return storage.stream_response(attachment, keys)
