"""The three moments of preparing, in order."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Phase(TextChoices):
    APPLYING = "applying", _("Voor je solliciteert")
    TALKING = "talking", _("Voor het gesprek")
    STARTING = "starting", _("Voor je eerste dag")
