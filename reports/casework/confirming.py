"""Ask the passphrase once more before something leaves the vault (vault.md)."""

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext as _

from stagebaken.vault import sessions
from stagebaken.vault.errors import Busy, WrongPassphrase


def is_confirmed(request: HttpRequest, form: forms.Form) -> bool:
    """Whether a valid form carries this member's passphrase; a mistake stands beside its field.

    A wrong one leaves an event (`vault.noting`): at a desk left open, somebody is guessing.
    """
    try:
        sessions.confirm(request, form.cleaned_data["passphrase"])
    except WrongPassphrase:
        mistake = _("Deze wachtzin klopt niet. Kijk of alle woorden er staan.")
        form.add_error("passphrase", mistake)
    except Busy:
        mistake = _("Het is even druk. Probeer het over een paar tellen nog eens.")
        form.add_error("passphrase", mistake)
    return form.is_valid()
