"""One question a screen: show it, keep the answer, go on. Going back keeps the answer too."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from reports.intake import drafts, files, forms, safety, steps
from reports.intake.answers import Answers
from reports.intake.pages import IntakePage
from reports.intake.people import readers_if_filed

GO = "ga"  # the button that was pressed
BACK, SEARCH, ADD = "terug", "zoek", "voegtoe"
REMOVE = "weg"
AUTOSAVE = "tussendoor"
TO_PREVIEW = "controle"  # ?na=controle: came from the preview, and goes back there


class QuestionPage(IntakePage):
    """Any question: its form, its template and its place in the order stand in steps.py."""

    step: steps.Step

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        try:
            self.step = steps.BY_SLUG[kwargs.pop("slug")]
        except KeyError:
            raise Http404 from None
        return super().dispatch(request, *args, **kwargs)

    # Show

    def get(self, request: HttpRequest) -> HttpResponse:
        if self.step is not steps.SCHOOL:
            self.require_draft()
        if self.step.needs_school and self.school is None:
            return redirect(f"{steps.SCHOOL.url}?nodig=1")
        form = self.form()
        asked = "kies" in request.GET and bool(self.answers.company_text)
        offers = asked and isinstance(form, forms.CompanyForm) and form.offer()
        return self.question(form, asked=asked, offers=offers)

    def form(self, *data: Any) -> Any:
        return self.step.form(*data, answers=self.answers, school=self.school)

    def question(self, form: forms.StepForm, status: int = 200, **extra: Any) -> HttpResponse:
        number, total = steps.progress(self.step, self.answers)
        context = {
            "form": form,
            "step": self.step,
            "number": number,
            "total": total,
            "has_back": steps.before(self.step, self.answers) is not None,
            "skip_url": self.url_after(self.answers) if self.step.may_skip else "",
            "is_needed": "nodig" in self.request.GET,
            "is_new_draft": "opnieuw" in self.request.GET,
            "school": self.school,
            "files": files.listed(self.answers),
            "helplines": safety.HELPLINES,
            "alarm": safety.ALARM,
        }
        return self.show(self.step.template, context | extra, status)

    # Keep

    def post(self, request: HttpRequest) -> HttpResponse:
        if self.step.needs_school and self.school is None:
            self.require_draft()
            return redirect(f"{steps.SCHOOL.url}?nodig=1")
        form = self.form(request.POST, request.FILES)
        if form.is_valid():
            return self.keep(form)
        if request.POST.get(GO) == BACK and _only_lacks_answers(form):
            return redirect(self.url_before())
        return self.question(form, status=422)

    def keep(self, form: forms.StepForm) -> HttpResponse:
        """Seal the answer in the draft; one that was gone begins anew with this answer."""
        before, was_gone = self.answers, self.draft is None
        key = self.draft.key if self.draft else drafts.DraftKey.new()
        changes = form.changes()
        drafts.change(key, lambda newest: self.merge(newest, changes))
        if isinstance(form, forms.StoryForm):
            files.keep(form, key)
            files.remove(self.request.POST.get(REMOVE, ""), key, before)
        self.draft = drafts.open_with(key)
        response = self.onward(form, before, was_gone=was_gone and self.step is not steps.SCHOOL)
        if was_gone:
            drafts.remember(response, key)
        return response

    def merge(self, newest: Answers, changes: dict[str, Any]) -> Answers:
        answers = newest.with_(**changes)
        following = steps.after(self.step, answers)
        return answers.with_(at=following.slug if following else "")

    # Go on

    def onward(self, form: forms.StepForm, before: Answers, *, was_gone: bool) -> HttpResponse:
        post = self.request.POST
        go = post.get(GO)
        if AUTOSAVE in post:
            return HttpResponse(status=204)
        if self.step is steps.STORY and go not in {BACK, ADD} and REMOVE not in post:
            self.require_told(form)
        if form.errors:
            return self.question(form, status=422)
        if go == ADD or REMOVE in post:
            return redirect(f"{self.step.url}{self.returning('?')}#bestanden")
        if go == BACK:
            return redirect(self.url_before())
        if go == SEARCH:
            return redirect(f"{self.step.url}?kies=1{self.returning('&')}")
        if was_gone:
            return redirect(f"{steps.SCHOOL.url}?opnieuw=1")
        return redirect(self.url_after(before))

    def require_told(self, form: forms.StepForm) -> None:
        if not self.answers.is_told and not form.errors:
            message = _("Vertel kort wat er gebeurde, of stuur een opname of een bestand mee.")
            form.add_error("account", message)

    def url_before(self) -> str:
        earlier = steps.before(self.step, self.answers)
        return earlier.url if earlier else reverse("intake:start")

    def url_after(self, before: Answers) -> str:
        """The next question; or back to the preview, unless the change raises a new question."""
        answers = self.answers
        if self.step is steps.WISH and answers.has_readers and not self.somebody_reads():
            return reverse("intake:nobody")
        is_read_now = answers.has_readers and not before.has_readers
        if self.returning() and not is_read_now and answers.school == before.school:
            return reverse("intake:preview")
        following = steps.after(self.step, answers)
        return following.url if following else reverse("intake:preview")

    def somebody_reads(self) -> bool:
        return self.school is not None and bool(
            readers_if_filed(self.school, self.answers.kept_out)
        )

    def returning(self, sign: str = "?") -> str:
        """The part of an address that leads back to the preview, when we came from there."""
        return f"{sign}na={TO_PREVIEW}" if self.request.GET.get("na") == TO_PREVIEW else ""


def _only_lacks_answers(form: forms.StepForm) -> bool:
    codes = {error.code for errors in form.errors.as_data().values() for error in errors}
    return codes == {"required"}
