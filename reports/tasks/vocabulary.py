"""Kinds of tasks: a member's own words, or what a step of the case starts."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Kind(TextChoices):
    OWN = "own", _("Eigen taak")
    TALK = "talk", _("Gesprek met de melder")
    PLAN_AFTERCARE = "plan_aftercare", _("Plan de nazorg")
