"""Mail the reporter, while a member has the dossier open, that there is something to read."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext as _

from reports.casework.holding import record_for
from reports.casework.models import Case
from reports.casework.opening import keys_for
from reports.notices.actions import MailNotSent, NoMailServer, tell_reporter
from stagebaken.audit.models import Verb
from stagebaken.vault.sessions import UnlockedMember


def tell(request: HttpRequest, member: UnlockedMember, case: Case, said: str = "") -> None:
    """Mail the reporter now; when the mail server does not answer, the member hears it."""
    if case.dossier.report.address is None:
        messages.success(request, said or _("De melder heeft geen mailadres achtergelaten."))
        return
    keys = keys_for(member=member, case=case, verb=Verb.OPENED)
    level, outcome = messages.SUCCESS, _("De melder kreeg een seintje per mail.")
    try:
        tell_reporter(report=case.dossier.report, keys=keys)
        with transaction.atomic():
            record_for(member, case, Verb.NOTIFIED)  # what was not sent, nobody was told
    except NoMailServer:
        level = messages.WARNING
        outcome = _("Er is hier geen mailserver: de melder krijgt geen seintje.")
    except MailNotSent:
        level = messages.WARNING
        outcome = _(
            "Het seintje per mail is niet verstuurd: de mailserver antwoordt niet. "
            "Stuur het straks nog eens."
        )
    messages.add_message(request, level, " ".join(filter(None, [said, outcome])))
