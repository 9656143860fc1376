"""What every page of /toezicht/zaken/ does first: find the copy, or 404; find the vault open."""

from typing import Any, cast
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import View

from placements.supervision.policy import supervises
from reports.casework.access import PASSPHRASE_FIELD, to_the_vault
from reports.handover.models import Investigation
from reports.handover.policy import POLICY
from stagebaken.accounts.kept import KeepsWords, typed, words
from stagebaken.accounts.models import User
from stagebaken.vault.errors import (
    Busy,
    NotOnKeyring,
    UntrustedRecipient,
    VaultLocked,
    WrongPassphrase,
)
from stagebaken.vault.models import Dossier, Recipient, RecipientState
from stagebaken.vault.sessions import UnlockedMember, unlocked
from stagebaken.vault.unlocking import unlock


class SbbView(View):
    """A page of SBB's advisors: for all others it does not exist."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not supervises(request):
            raise Http404
        try:
            return self.respond(request, *args, **kwargs)
        except VaultLocked:
            return to_the_vault(request)
        except (NotOnKeyring, Dossier.DoesNotExist, Investigation.DoesNotExist):
            # Barred from it, or destroyed, while the page was being made.
            raise Http404 from None

    def respond(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return super().dispatch(request, *args, **kwargs)

    @property
    def user(self) -> User:
        return cast(User, self.request.user)


class OneInvestigation(KeepsWords, SbbView):
    """A page or a verb of one copy. Invisible is 404, before anything is asked of the vault."""

    passphrase_field = PASSPHRASE_FIELD
    investigation: Investigation

    def respond(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.investigation = POLICY.require(self.user, kwargs["investigation_id"])
        if request.method != "POST":
            return super().respond(request, *args, **kwargs)
        try:
            self._unlock_on_the_way()
            return super().respond(request, *args, **kwargs)
        except WrongPassphrase:
            reason = _("Deze wachtzin klopt niet. Kijk of alle woorden er staan.")
            return self._keep_the_text(reason)
        except Busy:
            reason = _("Het is even druk. Probeer het over een paar tellen nog eens.")
            return self._keep_the_text(reason)
        except UntrustedRecipient:
            reason = _("Je sleutel is niet meer te vertrouwen: er is niets geopend.")
            return self._keep_the_text(reason)
        except VaultLocked:
            return self._keep_the_text()

    def open_vault(self) -> UnlockedMember:
        """The open vault of this session, if it is SBB's."""
        member = unlocked(self.request)
        if member.recipient.vault_id != self.investigation.dossier.vault_id:
            raise VaultLocked("Another vault is open.")
        return member

    def back(self, fragment: str = "") -> HttpResponse:
        return redirect(reverse("sbb_cases:case", args=[self.investigation.pk]) + fragment)

    def _unlock_on_the_way(self) -> None:
        """A form sent after the vault had closed carries the passphrase along."""
        passphrase = self.request.POST.get(PASSPHRASE_FIELD)
        if not passphrase:
            return
        recipient = Recipient.objects.select_related("user", "vault").get(
            vault=self.investigation.dossier.vault_id,
            user=self.user,
            state=RecipientState.ADMITTED,
        )
        unlock(self.request, recipient, passphrase)

    def _keep_the_text(self, reason: str = "") -> HttpResponse:
        """The vault closed while somebody typed: ask to open it, with the text in the same form."""
        fields = typed(self.request, PASSPHRASE_FIELD)
        context = {
            "investigation": self.investigation,
            "fields": fields,
            "words": words(fields),
            "reason": reason,
            "passphrase_field": PASSPHRASE_FIELD,
        }
        return render(self.request, "handover/unlock_and_send.html", context, status=409)


class InvestigationVerb(OneInvestigation):
    """A verb is a POST. Whoever comes back to its address later finds the copy."""

    def get(self, request: HttpRequest, investigation_id: UUID) -> HttpResponse:
        return self.back()
