"""The words of the origin register. Values are sealed and published: never rename one."""

from typing import Final

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Basis(TextChoices):
    """On what a school rests when it keeps these facts (docs/adr/0049). None is chosen for it."""

    CONSENT = "consent", _("Uitdrukkelijke toestemming van de student")
    STATISTICS = "statistics", _("Statistiek in het algemeen belang")
    EQUAL_TREATMENT = "equal_treatment", _("Een achterstand opheffen")
    OTHER = "other", _("Een andere wettelijke grond")


BASIS_TEXTS: Final = {
    Basis.CONSENT.value: _(
        "AVG artikel 9, lid 2, onder a. De student zegt zelf ja en kan dat intrekken. Let op: "
        "wie van de school afhankelijk is, voelt zich niet altijd vrij om nee te zeggen."
    ),
    Basis.STATISTICS.value: _(
        "AVG artikel 9, lid 2, onder j, en UAVG artikel 24. Alleen als toestemming vragen "
        "onmogelijk is of onevenredig veel moeite kost, en met waarborgen."
    ),
    Basis.EQUAL_TREATMENT.value: _(
        "UAVG artikel 25. Alleen geboortelanden van de student en de ouders, alleen als het "
        "nodig is, en niet van wie bezwaar maakt."
    ),
    Basis.OTHER.value: _("Leg hieronder uit welke wet dit toestaat."),
}


class Herkomst(TextChoices):
    """The three groups of CBS since 2022, and not known (R29)."""

    NEDERLAND = "Nederland", _("Nederland")
    EUROPA = "Europa", _("Europa, zonder Nederland")
    BUITEN_EUROPA = "Buiten-Europa", _("Buiten Europa")
    ONBEKEND = "Onbekend", _("Onbekend")


class Gender(TextChoices):
    MAN = "man", _("Man")
    VROUW = "vrouw", _("Vrouw")
    ANDERS = "anders", _("Anders")
