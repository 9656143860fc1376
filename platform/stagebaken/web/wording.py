"""What an error page says: what happened, and what to do next. It blames nobody."""

from dataclasses import dataclass
from http import HTTPStatus

from django.conf import settings
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

Text = str | Promise


@dataclass(frozen=True)
class Words:
    heading: Text
    advice: tuple[Text, ...]


CSRF = Words(
    _("Je formulier is niet verstuurd"),
    (
        _(
            "We konden niet zien of het formulier van onze eigen pagina kwam. Dat gebeurt als "
            "je browser geen cookies bewaart, of als de pagina lang openstond."
        ),
        _(
            "Ga terug, laad de pagina opnieuw en verstuur het formulier nog een keer. "
            "Helpt dat niet? Zet cookies voor deze site aan."
        ),
    ),
)

BY_STATUS: dict[int, Words] = {
    HTTPStatus.BAD_REQUEST: Words(
        _("Dit konden we niet lezen"),
        (_("Ga terug, laad de pagina opnieuw en probeer het nog een keer."),),
    ),
    HTTPStatus.FORBIDDEN: Words(
        _("Deze pagina is niet voor jou"),
        (
            _(
                "Met jouw rol kun je hier niet bij. Klopt dat niet? "
                "Vraag het dan aan wie jou uitnodigde."
            ),
        ),
    ),
    HTTPStatus.NOT_FOUND: Words(
        _("Deze pagina bestaat niet"),
        (
            _("Misschien zit er een typfout in het adres, of is de pagina verplaatst."),
            _("Kijk het adres na, of begin opnieuw op de startpagina."),
        ),
    ),
    HTTPStatus.METHOD_NOT_ALLOWED: Words(
        _("Dit adres kun je niet openen"),
        (_("Hier komt alleen een formulier aan. Ga terug, of begin opnieuw op de startpagina."),),
    ),
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: Words(
        _("Dit is te groot om te versturen"),
        (
            format_lazy(
                _(
                    "Je mag {files} bestanden meesturen, elk van hoogstens {megabytes} MB. "
                    "Een tekst mag lang zijn, maar geen heel boek."
                ),
                files=settings.ATTACHMENT_LIMIT,
                megabytes=settings.ATTACHMENT_BYTES // 1024**2,
            ),
            _("Ga terug, haal iets weg en verstuur het opnieuw. Er is nog niets verstuurd."),
        ),
    ),
    HTTPStatus.INTERNAL_SERVER_ERROR: Words(
        _("Er ging iets mis bij ons"),
        (
            _("Het ligt niet aan jou. Probeer het over een paar minuten nog eens."),
            _("Was je iets aan het versturen? Kijk dan eerst of het is aangekomen."),
        ),
    ),
    HTTPStatus.SERVICE_UNAVAILABLE: Words(
        _("Het is druk, probeer het zo nog eens"),
        (
            _("Er zijn nu veel mensen tegelijk bezig. Dit duurt meestal maar even."),
            _(
                "Wacht een halve minuut en laad deze pagina opnieuw. Wat je had ingevuld, "
                "is dan nog te versturen."
            ),
        ),
    ),
}
