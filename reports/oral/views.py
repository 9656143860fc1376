"""The pages of /zaken/aannemen/: a student tells it, a member of the team writes it down."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from reports.casework.access import TeamView
from reports.casework.actions import NoReaders
from reports.intake import drafts, files, steps
from reports.intake.answers import Answers
from reports.intake.filing import Preview, preview_of
from reports.intake.pages import NotPossibleNow, see_other
from reports.intake.questions import ADD, AUTOSAVE, GO, REMOVE
from reports.oral import drafts as oral
from reports.oral.actions import take_down
from reports.oral.forms import Part, Questions, StartForm
from reports.oral.policy import POLICY
from schools.registry.models import School
from schools.teams.models import Membership
from stagebaken.vault import receipts
from stagebaken.vault.errors import Busy

FILES = "#bestanden"


class OralPage(TeamView):
    """A page with the draft of this member in this browser."""

    draft: drafts.OpenDraft | None

    def respond(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        key = oral.key_of(request, self.user)
        self.draft = drafts.open_with(key) if key else None
        try:
            return super().respond(request, *args, **kwargs)
        except NotPossibleNow as instead:
            return instead.response

    @property
    def answers(self) -> Answers:
        return self.draft.answers if self.draft else Answers()

    @property
    def memberships(self) -> dict[str, Membership]:
        return POLICY.memberships(self.user)

    def require_begun(self) -> tuple[drafts.OpenDraft, School]:
        """The draft and the school that it is for; without them the first page."""
        if self.answers.is_filed:
            raise NotPossibleNow(redirect("oral:done"))
        membership = self.memberships.get(self.answers.school)
        if self.draft is None or membership is None or membership.school is None:
            raise NotPossibleNow(redirect("oral:start"))
        return self.draft, membership.school

    def show(self, template: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
        context = {"draft": self.draft, "answers": self.answers} | context
        return render(self.request, template, context, status=status)


class StartPage(OralPage):
    """What the student must know before the first word."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.ask(self.form())

    def post(self, request: HttpRequest) -> HttpResponse:
        form = self.form(request.POST)
        if not form.is_valid():
            return self.ask(form, status=422)
        return self.begin(form.cleaned_data)

    def form(self, *data: Any) -> StartForm:
        schools = [one.school for one in self.memberships.values() if one.school]
        return StartForm(*data, schools=schools)

    def ask(self, form: StartForm, status: int = 200) -> HttpResponse:
        is_begun = bool(self.answers.school) and not self.answers.is_filed
        return self.show("oral/start.html", {"form": form, "is_begun": is_begun}, status)

    def begin(self, chosen: dict[str, str]) -> HttpResponse:
        """A new draft; one that was not finished is thrown away, as the page says."""
        code = chosen.get("school") or next(iter(self.memberships))
        membership = self.memberships[code]
        if self.draft:
            drafts.discard(self.draft)
        secret, key = oral.begin(self.user)
        answers = Answers(
            school=code,
            channel=chosen["channel"],
            taken_by=self.user.name,
            taken_role=membership.title or membership.role,
        )
        drafts.change(key, lambda _: answers)
        response = see_other("oral:questions")
        oral.remember(response, secret)
        return response


class QuestionsPage(OralPage):
    """The same questions as at /melden/, to be read aloud."""

    def get(self, request: HttpRequest) -> HttpResponse:
        _, school = self.require_begun()
        return self.ask(Questions(answers=self.answers, school=school), school)

    def post(self, request: HttpRequest) -> HttpResponse:
        draft, school = self.require_begun()
        form = Questions(request.POST, request.FILES, answers=draft.answers, school=school)
        changes = form.changes()
        drafts.change(draft.key, lambda newest: newest.with_(**changes))
        if AUTOSAVE in request.POST:
            return HttpResponse(status=204)
        return self.go_on(form, draft, school)

    def go_on(self, form: Questions, draft: drafts.OpenDraft, school: School) -> HttpResponse:
        post = self.request.POST
        if form.story.is_valid():
            files.keep(form.story, draft.key)
        files.remove(post.get(REMOVE, ""), draft.key, draft.answers)
        self.draft = drafts.open_with(draft.key)
        stays = GO in post or REMOVE in post
        if stays:
            form.forget_unanswered()
        elif not self.answers.is_told and not form.story.errors:
            message = _("Schrijf kort op wat er gebeurde, of voeg een bestand toe.")
            form.story.add_error("account", message)
        if form.errors:
            return self.ask(form, school, status=422)
        return see_other("oral:questions", self._place()) if stays else see_other("oral:check")

    def _place(self) -> str:
        """Where on the page the member goes on. Attack: an address of another site."""
        if REMOVE in self.request.POST:
            return FILES
        go = self.request.POST.get(GO, "")
        return FILES if go == ADD else f"#{go}" if go in Part.values else ""

    def ask(self, form: Questions, school: School, status: int = 200) -> HttpResponse:
        context = {
            "form": form,
            "school": school,
            "files": files.listed(self.answers),
            "parts": Part.labels,
            "part_links": Part.choices,
        }
        return self.show("oral/questions.html", context, status)


class CheckPage(OralPage):
    """For each reader what they get, and the code for the student. Then it is filed."""

    def get(self, request: HttpRequest) -> HttpResponse:
        preview, school = self.complete()
        if not self.answers.receipt:
            self.make_receipt()
        return self.ask(preview, school, has_changed="veranderd" in request.GET)

    def complete(self) -> tuple[Preview, School]:
        _, school = self.require_begun()
        if steps.missing(self.answers, has_school=True) is not None:
            raise NotPossibleNow(redirect("oral:questions"))
        return preview_of(self.answers, school), school

    def make_receipt(self) -> None:
        draft, _ = self.require_begun()
        new = receipts.new_receipt()
        drafts.change(
            draft.key, lambda answers: answers.with_(receipt=answers.receipt or new)
        )  # two tabs agree on one
        self.draft = drafts.open_with(draft.key)

    def ask(
        self, preview: Preview, school: School, status: int = 200, **said: bool
    ) -> HttpResponse:
        context = {
            "preview": preview,
            "school": school,
            "files": files.listed(self.answers),
            "groups": receipts.grouped(self.answers.receipt).split(),
            "is_out_myself": str(self.user.pk) in preview.filing.excluded,
        }
        return self.show("oral/check.html", context | said, status)

    def post(self, request: HttpRequest) -> HttpResponse:
        preview, school = self.complete()
        if not self.answers.receipt or request.POST.get("gezien") != preview.digest:
            return see_other("oral:check", "?veranderd=1")
        try:
            take_down(
                member=self.user,
                filing=preview.filing,
                receipt=self.answers.receipt,
                settle=self.settle,
            )
        except Busy:
            return self.ask(preview, school, status=503, is_busy=True)
        except NoReaders:
            return self.ask(preview, school, status=409, is_unread=True)
        return see_other("oral:done")

    def settle(self) -> None:
        """Everything leaves the draft, the receipt too: the student has it by now."""
        draft, _ = self.require_begun()
        drafts.settle(draft.key, Answers(wish=self.answers.wish, is_filed=True))


class DonePage(OralPage):
    def get(self, request: HttpRequest) -> HttpResponse:
        if not self.answers.is_filed:
            return redirect("oral:start")
        return self.show("oral/done.html", {})


class DiscardPage(OralPage):
    """Throw away what was written down; the page that leads here says what is lost."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return redirect("oral:start")

    def post(self, request: HttpRequest) -> HttpResponse:
        if self.draft:
            drafts.discard(self.draft)
        response = see_other("oral:start")
        oral.forget(response)
        return response
