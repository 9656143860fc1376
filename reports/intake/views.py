"""The first and the last pages of /melden/; the questions between stand in questions.py."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import Promise

from reports.casework import deadlines
from reports.casework.actions import NoReaders
from reports.dossiers.vocabulary import Wish
from reports.intake import drafts, files, steps
from reports.intake.actions import file_report
from reports.intake.answers import Answers
from reports.intake.filing import Preview, preview_of
from reports.intake.pages import (
    IntakePage,
    NotPossibleNow,
    already_filed,
    busy,
    see_other,
    signpost,
)
from reports.intake.people import recipients_if_filed
from reports.intake.picture import picture_of
from reports.intake.recognise import RecogniseForm
from reports.intake.school import find_school
from schools.registry.models import School
from stagebaken.vault import receipts
from stagebaken.vault.errors import Busy
from stagebaken.vault.sessions import remember_dossier, remembered_dossier
from stagebaken.web.days import today


class StartPage(IntakePage):
    """What it is, with examples, before any question (R8); and what happens with a report."""

    shows_filed = True

    def get(self, request: HttpRequest) -> HttpResponse:
        school = find_school(request.GET.get("school", "")) or self.school
        signpost(request, school)
        context = {
            "school": school,
            "is_unread": school is not None and not recipients_if_filed(school, ()),
            "is_erased": "gewist" in request.GET,
            "resume_url": self.resume_url(),
        }
        return self.show("intake/start.html", context)

    def resume_url(self) -> str:
        answers = self.answers
        if self.draft is None or answers.is_filed:
            return ""
        step = steps.BY_SLUG.get(answers.at)
        return step.url if step else reverse("intake:preview")


class RecognisePage(IntakePage):
    """A few situations to recognise. Nothing of it is kept, and there is no verdict."""

    shows_filed = True

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.show("intake/recognise.html", {"form": RecogniseForm()})

    def post(self, request: HttpRequest) -> HttpResponse:
        form = RecogniseForm(request.POST)
        if not form.is_valid():
            return self.show("intake/recognise.html", {"form": form}, status=422)
        return self.show("intake/recognised.html", {"recognised": form.recognised()})


class PreviewPage(IntakePage):
    """For each reader exactly what they will see, and who sees nothing."""

    def get(self, request: HttpRequest) -> HttpResponse:
        school = self.require_complete()
        preview = preview_of(self.answers, school)
        if self.answers.has_readers and preview.nobody_reads:
            return redirect("intake:nobody")
        context = {
            "preview": preview,
            "school": school,
            "files": files.listed(self.answers),
            "has_changed": "veranderd" in request.GET,
            "edits": self.edits(),
        }
        return self.show("intake/preview.html", context)

    def edits(self) -> list[tuple[Promise, str]]:
        """Every question again, each leading back here."""
        return [(step.title, f"{step.url}?na=controle") for step in steps.path_of(self.answers)]

    def post(self, request: HttpRequest) -> HttpResponse:
        """The reporter says that it is right. From here on the draft holds a receipt."""
        school = self.require_complete()
        seen = request.POST.get("gezien", "")
        if seen != preview_of(self.answers, school).digest:
            return see_other("intake:preview", "?veranderd=1")
        new = receipts.new_receipt()
        drafts.change(
            self.require_draft().key,
            lambda answers: answers.with_(receipt=answers.receipt or new, previewed=seen),
        )
        return see_other("intake:code")


class ReceiptPage(IntakePage):
    """A page that needs a receipt and a preview that still holds."""

    def require_previewed(self) -> tuple[School, Preview]:
        school = self.require_complete()
        preview = preview_of(self.answers, school)
        if not self.answers.receipt or self.answers.previewed != preview.digest:
            raise NotPossibleNow(see_other("intake:preview", "?veranderd=1"))
        return school, preview


class CodePage(ReceiptPage):
    """The receipt, shown before filing. "I have kept it" files."""

    shows_filed = True  # an answer may have been lost: the same receipt is the same dossier

    def get(self, request: HttpRequest) -> HttpResponse:
        if self.answers.is_filed:
            return already_filed(request, self.answers)
        school, preview = self.require_previewed()
        return self.show("intake/code.html", self.context(school, preview))

    def context(self, school: School, preview: Preview) -> dict[str, Any]:
        acknowledge_by = deadlines.acknowledge_due(school, today())
        return {
            "groups": receipts.grouped(self.answers.receipt).split(),
            "preview": preview,
            "school": school,
            "acknowledge_by": acknowledge_by,
            "answer_by": deadlines.feedback_due(school, acknowledge_by),
        }

    def post(self, request: HttpRequest) -> HttpResponse:
        if self.answers.is_filed:
            return self.filed_before(request)
        school, preview = self.require_previewed()
        if request.POST.get("gezien") != preview.digest:
            return see_other("intake:preview", "?veranderd=1")
        try:
            filed = file_report(
                filing=preview.filing, receipt=self.answers.receipt, settle=self.settle
            )
        except Busy:
            return busy(self, "intake/code.html", self.context(school, preview))
        except NoReaders:
            return see_other("intake:nobody")
        return self.filed(filed.receipt_keys)

    def settle(self) -> None:
        """All answers leave the draft; the receipt stays until this answer has arrived."""
        kept = Answers(receipt=self.answers.receipt, wish=self.answers.wish, is_filed=True)
        drafts.settle(self.require_draft().key, kept)

    def filed_before(self, request: HttpRequest) -> HttpResponse:
        """A double click, or the answer to the first was lost on its way."""
        if not self.answers.receipt:
            return already_filed(request, self.answers)
        return self.filed(receipts.derive(self.answers.receipt))

    def filed(self, keys: receipts.ReceiptKeys) -> HttpResponse:
        response = see_other("intake:filed")
        remember_dossier(response, keys.locator, keys.wrapping_key)
        return response


class FiledPage(IntakePage):
    """The answer has arrived, so the draft need not hold the receipt any longer."""

    shows_filed = True

    def get(self, request: HttpRequest) -> HttpResponse:
        if remembered_dossier(request) is None:
            return redirect("reporter:open")
        answers = self.answers
        if self.draft is None or not answers.is_filed:
            return redirect("reporter:dossier")
        drafts.settle(self.draft.key, Answers(wish=answers.wish, is_filed=True))
        done = "verstuurd" if answers.has_readers else "bewaard"
        return see_other("reporter:dossier", f"?gelukt={done}")


class PicturePage(ReceiptPage):
    """The receipt as an image to keep."""

    def get(self, request: HttpRequest) -> HttpResponse:
        self.require_previewed()
        headers = {"Content-Disposition": 'attachment; filename="cijfers.png"'}
        picture = picture_of(self.answers.receipt)
        return HttpResponse(picture, content_type="image/png", headers=headers)


class NobodyPage(IntakePage):
    """Said plainly before filing: nobody could read it. The other ways out stand here."""

    def get(self, request: HttpRequest) -> HttpResponse:
        school = self.require_complete()
        preview = preview_of(self.answers, school)
        if not self.answers.has_readers or preview.readers:
            return redirect("intake:preview")
        context = {
            "school": school,
            "all_excluded": bool(preview.filing.excluded) and self.has_team(school),
            "readers_url": (steps.READERS if self.answers.excluded else steps.INVOLVED).url,
            "wish_url": steps.WISH.url,
        }
        return self.show("intake/nobody.html", context)

    def has_team(self, school: School) -> bool:
        everybody = self.answers.with_(excluded=[], involved=[])
        return bool(preview_of(everybody, school).readers)

    def post(self, request: HttpRequest) -> HttpResponse:
        """Keep it in the own logbook instead."""
        key = self.require_draft().key
        drafts.change(key, lambda answers: answers.with_(wish=Wish.KEEP.value))
        return see_other("intake:preview")


class DiscardPage(IntakePage):
    """Throw everything away, after saying what is lost."""

    shows_filed = True

    def get(self, request: HttpRequest) -> HttpResponse:
        if self.draft is None or self.answers.is_filed:
            return redirect("intake:start")
        return self.show("intake/discard.html", {"files": files.listed(self.answers)})

    def post(self, request: HttpRequest) -> HttpResponse:
        if self.draft is not None:
            drafts.discard(self.draft)
        response = see_other("intake:start", "" if self.answers.is_filed else "?gewist=1")
        drafts.forget(response)
        return response
