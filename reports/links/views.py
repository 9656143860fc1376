"""See which cases stand beside this one, add one, take one away."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from reports.casework.access import OneCase
from reports.casework.holding import NoStaffKey
from reports.casework.opening import keys_for
from reports.links import actions
from reports.links.forms import LinkForm
from reports.links.vocabulary import Role
from stagebaken.audit.models import Verb


class LinksPage(OneCase):
    def get(self, request: HttpRequest, case_id: UUID) -> HttpResponse:
        return self._show(LinkForm())

    def post(self, request: HttpRequest, case_id: UUID) -> HttpResponse:
        form = LinkForm(request.POST)
        if not (form.is_valid() and self._link(form)):
            return self._show(form, status=422)
        messages.success(request, _("De zaken zijn verbonden. De melders zien dit niet."))
        return redirect("links:links", case_id=self.case.pk)

    def _link(self, form: LinkForm) -> bool:
        data = form.cleaned_data
        try:
            actions.link(
                member=self.open_vault(),
                case=self.case,
                number=data["number"],
                role=Role(data["role"]),
                text=data["text"],
            )
        except actions.NotFound:
            form.add_error("number", _("Je hebt geen andere zaak met dit nummer."))
        except actions.OtherAudience:
            form.add_error(
                "number",
                _("Dit kan niet: niet precies dezelfde mensen mogen van beide zaken weten."),
            )
        except actions.AlreadyLinked:
            form.add_error(
                "number",
                _(
                    "Deze zaken zijn al verbonden. Wil je het anders? Maak ze dan eerst los: "
                    "wat een collega opschreef, verdwijnt dan."
                ),
            )
        except NoStaffKey:
            form.add_error(None, _("Dat kan pas als een collega de zaak heeft geopend."))
        return form.is_valid()

    def _show(self, form: LinkForm, status: int = 200) -> HttpResponse:
        member = self.open_vault()
        keys = keys_for(member=member, case=self.case, verb=Verb.OPENED)
        rows = actions.explained(member, actions.linked(self.case, keys, self.user))
        context = {"case": self.case, "form": form, "rows": rows}
        return render(self.request, "links/links.html", context, status=status)


class UnlinkPage(OneCase):
    """Which one stands in the body, not in the address: a browser keeps addresses."""

    def get(self, request: HttpRequest, case_id: UUID) -> HttpResponse:
        return redirect("links:links", case_id=case_id)

    def post(self, request: HttpRequest, case_id: UUID) -> HttpResponse:
        member = self.open_vault()
        try:
            other_id = UUID(request.POST.get("other", ""))
            actions.unlink(member=member, case=self.case, other_id=other_id)
        except (ValueError, actions.NotLinked):
            raise Http404 from None
        except NoStaffKey:
            messages.error(request, _("Dat kan pas als een collega de zaak heeft geopend."))
            return self.back()
        messages.success(request, _("De zaken zijn niet meer verbonden."))
        return self.back()
