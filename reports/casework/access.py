"""What every page of /zaken/ does first: find the case, or 404; find the vault open, or ask."""

from typing import Any, cast
from urllib.parse import urlencode
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import View

from reports.casework.models import Case
from reports.casework.policy import POLICY
from reports.dossiers.models import Report
from schools.teams.policy import on_team
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

PASSPHRASE_FIELD = "kluis-wachtzin"  # noqa: S105 - the name of a field


class TeamView(View):
    """A page of the reporting team: for all others it does not exist."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not on_team(request):
            raise Http404
        try:
            return self.respond(request, *args, **kwargs)
        except VaultLocked:
            return to_the_vault(request)
        except (NotOnKeyring, Dossier.DoesNotExist, Report.DoesNotExist):
            # Excluded, or withdrawn by the reporter, while the page was being made.
            raise Http404 from None

    def respond(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return super().dispatch(request, *args, **kwargs)

    @property
    def user(self) -> User:
        return cast(User, self.request.user)


def to_the_vault(request: HttpRequest) -> HttpResponse:
    """Open the vault first, then come back here."""
    here = urlencode({"next": request.get_full_path()})
    return redirect(f"{reverse('strongroom:unlock')}?{here}")


class OneCase(KeepsWords, TeamView):
    """A page or a verb of one case. Invisible is 404, before anything is asked of the vault."""

    case: Case
    passphrase_field = PASSPHRASE_FIELD

    def respond(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.case = POLICY.require(self.user, kwargs["case_id"])
        if request.method != "POST":
            return super().respond(request, *args, **kwargs)
        try:
            unlock_on_the_way(request, self.case)
            return super().respond(request, *args, **kwargs)
        except Obstacle as obstacle:
            return keep_the_text(request, self.case, reason=obstacle.reason)
        except VaultLocked:
            return keep_the_text(request, self.case)

    def open_vault(self) -> UnlockedMember:
        """The open vault of this session, if it is that of the case's school."""
        member = unlocked(self.request)
        if member.recipient.vault_id != self.case.school.vault_id:
            raise VaultLocked("The vault of another school is open.")
        return member

    def back(self, fragment: str = "") -> HttpResponse:
        return redirect(reverse("casework:case", args=[self.case.pk]) + fragment)


class CaseVerb(OneCase):
    """A verb is a POST. Whoever comes back to its address later finds the case."""

    def get(self, request: HttpRequest, case_id: UUID) -> HttpResponse:
        return self.back()


class Obstacle(Exception):
    """The passphrase that came along did not open the vault."""

    def __init__(self, reason: str) -> None:
        super().__init__()
        self.reason = reason


def unlock_on_the_way(request: HttpRequest, case: Case) -> None:
    """A form sent after the vault had closed carries the passphrase along."""
    passphrase = request.POST.get(PASSPHRASE_FIELD)
    if not passphrase:
        return
    recipient = Recipient.objects.select_related("user", "vault").get(
        vault=case.school.vault, user=cast(User, request.user), state=RecipientState.ADMITTED
    )
    try:
        unlock(request, recipient, passphrase)
    except WrongPassphrase:
        raise Obstacle(_("Deze wachtzin klopt niet. Kijk of alle woorden er staan.")) from None
    except Busy:
        raise Obstacle(_("Het is even druk. Probeer het over een paar tellen nog eens.")) from None
    except UntrustedRecipient:
        raise Obstacle(
            _("Je sleutel is niet meer te vertrouwen: er is niets geopend. Ga naar ‘Kluis’.")
        ) from None


def keep_the_text(request: HttpRequest, case: Case, *, reason: str = "") -> HttpResponse:
    """The vault closed while somebody typed: ask to open it, with the text in the same form."""
    fields = typed(request, PASSPHRASE_FIELD)
    context = {
        "case": case,
        "fields": fields,
        "words": words(fields),
        "had_file": bool(request.FILES),
        "reason": reason,
        "passphrase_field": PASSPHRASE_FIELD,
    }
    return render(request, "casework/unlock_and_send.html", context, status=409)
