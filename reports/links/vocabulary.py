"""How two cases stand beside each other, seen from one of them."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Role(TextChoices):
    BESIDE = "beside", _("Ze horen bij elkaar, elk met eigen stappen")
    LEADS = "leads", _("We pakken ze samen aan, deze zaak eerst")
    FOLLOWS = "follows", _("We pakken ze samen aan, de andere zaak eerst")


SEEN_FROM_THE_OTHER = {
    Role.BESIDE: Role.BESIDE,
    Role.LEADS: Role.FOLLOWS,
    Role.FOLLOWS: Role.LEADS,
}
