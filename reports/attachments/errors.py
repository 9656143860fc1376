"""Why a file is not kept, in words that the person who chose it understands."""

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from reports.attachments.cleaner.refusals import Refusal

REASONS: dict[Refusal, str | Promise] = {
    Refusal.EMPTY: _("Dit bestand is leeg."),
    Refusal.TOO_LARGE: _("Dit bestand is te groot. Een bestand mag %(megabytes)d MB zijn."),
    Refusal.TOO_MANY: _("Er kan geen bestand meer bij. Je kunt %(files)d bestanden toevoegen."),
    Refusal.UNKNOWN_TYPE: _(
        "Dit soort bestand kunnen we niet veilig bewaren. Je kunt foto's (JPEG, PNG of WebP), "
        "PDF's, geluid en gewone tekst toevoegen."
    ),
    Refusal.OFFICE: _(
        "Dit soort bestand kunnen we niet veilig bewaren. Is het een document? Sla het dan op "
        "als PDF en voeg de PDF toe."
    ),
    Refusal.MARKUP: _(
        "Dit bestand is een webpagina of een opgemaakte tekst. Die kunnen we niet veilig bewaren. "
        "Maak er een schermafdruk of een PDF van."
    ),
    Refusal.HEIC: _(
        "Deze foto heeft de vorm HEIC of AVIF. Die kunnen we niet lezen. Maak een schermafdruk van "
        "de foto en voeg die toe."
    ),
    Refusal.VIDEO: _(
        "Dit is een video. Video's kunnen we niet bewaren. Je kunt wel foto's en geluid toevoegen."
    ),
    Refusal.SOUND_TYPE: _(
        "Dit soort geluid kunnen we niet veilig bewaren. Kies in je opname-app voor M4A of MP3."
    ),
    Refusal.ANIMATED: _(
        "Dit is een bewegend plaatje. Die kunnen we niet bewaren. Maak er een schermafdruk van."
    ),
    Refusal.TOO_MANY_PIXELS: _(
        "Deze foto heeft te veel beeldpunten. Maak een schermafdruk van de foto en voeg die toe."
    ),
    Refusal.TOO_MANY_PAGES: _("Deze PDF heeft te veel bladzijden. Voeg alleen toe wat nodig is."),
    Refusal.ENCRYPTED: _(
        "Deze PDF is beveiligd. Daardoor kunnen we er geen sporen uit halen. Maak schermafdrukken "
        "van de bladzijden, of sla de PDF op zonder beveiliging."
    ),
    Refusal.HIDDEN_LAYERS: _(
        "In deze PDF zitten lagen die je niet ziet. Een ander zou die wel kunnen zien. Druk het "
        "document af naar een nieuwe PDF en voeg die toe."
    ),
    Refusal.FORM_ONLY: _(
        "Deze PDF is een formulier dat alleen in een eigen programma werkt. Druk het af naar een "
        "nieuwe PDF en voeg die toe."
    ),
    Refusal.DAMAGED: _(
        "We kunnen dit bestand niet lezen. Misschien is het beschadigd. Open het op je eigen "
        "apparaat, sla het opnieuw op en probeer het nog eens."
    ),
    Refusal.TOO_HEAVY: _(
        "Dit bestand is te zwaar om veilig te maken. Maak het kleiner, of maak er een "
        "schermafdruk van."
    ),
    Refusal.GONE: _("Dit bestand is niet meer bewaard. Voeg het nog een keer toe."),
}


class Refused(Exception):
    """This file is not kept. `reason` is for the person who chose it."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.value)
        self.refusal = refusal

    @property
    def reason(self) -> str:
        limits = {
            "megabytes": settings.ATTACHMENT_BYTES // 1024**2,
            "files": settings.ATTACHMENT_LIMIT,
        }
        return str(REASONS[self.refusal]) % limits
