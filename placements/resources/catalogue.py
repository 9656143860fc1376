"""What helps a leerbedrijf further: titles, and public addresses that we know of.

Codes are kept with what a company completed: never rename or reuse one. Where we are not certain
of an address there is a title alone, which a search engine finds.
"""

from dataclasses import dataclass
from typing import Final

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    START = "start", _("Om te beginnen")
    CHOOSING = "choosing", _("Eerlijk werven en kiezen")
    GUIDANCE = "guidance", _("Begeleiding en veiligheid")
    BADGE = "badge", _("Meedoen en laten zien")


@dataclass(frozen=True)
class Resource:
    code: str
    kind: Kind
    title: str | Promise
    text: str | Promise
    publisher: str
    address: str = ""


RESOURCES: Final = (
    Resource(
        code="checkjestageplek",
        kind=Kind.START,
        title=_("checkjestageplek.nl"),
        text=_("Informatiepunt voor leerbedrijven over stages in het mbo."),
        publisher="VNO-NCW en MKB-Nederland",
        address="https://checkjestageplek.nl",
    ),
    Resource(
        code="stagepact",
        kind=Kind.START,
        title=_("Stagepact mbo"),
        text=_("Wat scholen, werkgevers en overheid over stages hebben afgesproken."),
        publisher="Rijksoverheid",
        address="https://www.rijksoverheid.nl/onderwerpen/middelbaar-beroepsonderwijs/stagepact-mbo",
    ),
    Resource(
        code="recognition",
        kind=Kind.START,
        title=_("Voorwaarden voor erkenning"),
        text=_("Waaraan een erkend leerbedrijf voldoet, ook als het om veiligheid gaat."),
        publisher="SBB",
        address="https://www.s-bb.nl/bedrijven/voorwaarden-erkenning/",
    ),
    Resource(
        code="elearning",
        kind=Kind.CHOOSING,
        title=_("E-learning objectief werven en selecteren"),
        text=_("Een digitale handreiking, met veel aandacht voor kleine bedrijven."),
        publisher="Ministerie van SZW",
    ),
    Resource(
        code="handreiking",
        kind=Kind.CHOOSING,
        title=_("Handreikingen objectief werven en selecteren"),
        text=_("Voor werkgevers die willen kiezen op wat telt voor het werk."),
        publisher="Ministerie van SZW",
    ),
    Resource(
        code="menukaart",
        kind=Kind.CHOOSING,
        title=_("Menukaart voor werkgevers"),
        text=_("Een overzicht van wat je kunt doen. Je kiest zelf wat bij je past."),
        publisher="Ministerie van SZW",
    ),
    Resource(
        code="nudging",
        kind=Kind.CHOOSING,
        title=_("Pilot nudging"),
        text=_(
            "Werkgevers probeerden kleine veranderingen. Of kansen er gelijker van worden, "
            "is nog niet bewezen."
        ),
        publisher="Zestor en TNO",
        address="https://zestor.nl/pilot-nudging",
    ),
    Resource(
        code="law",
        kind=Kind.CHOOSING,
        title=_("De Nederlandse wet over discriminatie"),
        text=_("Op welke gronden je geen verschil mag maken."),
        publisher="College voor de Rechten van de Mens",
        address="https://mensenrechten.nl/nl/de-nederlandse-wet-over-discriminatie",
    ),
    Resource(
        code="toolbox",
        kind=Kind.GUIDANCE,
        title=_("Toolbox aanpak stagediscriminatie"),
        text=_("Zeven taken voor scholen. Je leest er wat een school tegen discriminatie doet."),
        publisher="KIS en Inholland",
        address="https://www.rijksoverheid.nl/documenten/rapporten/2023/05/25/toolbox-aanpak-stagediscriminatie",
    ),
    Resource(
        code="disability",
        kind=Kind.GUIDANCE,
        title=_("Aan de slag met stagediscriminatie van studenten met een functiebeperking"),
        text=_("Over studenten met een beperking of een chronische ziekte."),
        publisher="Kennispunt BPV",
        address="https://kennispuntbpv.nl/publicaties/aan-de-slag-met-stagediscriminatie-van-studenten-met-een-functiebeperking/",
    ),
    Resource(
        code="charter",
        kind=Kind.BADGE,
        title=_("Charter Diversiteit"),
        text=_("Je maakt binnen een half jaar een eigen plan, en vertelt elk jaar hoe het gaat."),
        publisher="SER, Diversiteit in Bedrijf",
        address="https://www.ser.nl/nl/thema/diversiteitinbedrijf",
    ),
    Resource(
        code="monitor",
        kind=Kind.BADGE,
        title=_("Nederlandse Inclusiviteitsmonitor"),
        text=_("Een vragenlijst over je eigen beleid."),
        publisher="Universiteit Utrecht",
    ),
)

BY_CODE: Final = {resource.code: resource for resource in RESOURCES}
