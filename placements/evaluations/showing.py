"""Questions and answers as people read them."""

from typing import Any

from django.utils.translation import gettext as _

from placements.agreements.models import Placement
from placements.evaluations.answers import Help
from placements.evaluations.models import TrainerEvaluation
from placements.evaluations.trainers import ANSWERS


def trainer_facts(placement: Placement) -> list[tuple[str, str]]:
    found = TrainerEvaluation.objects.sent().filter(placement=placement).first()
    if found is None:
        return []
    return [
        (str(label_of(TrainerEvaluation, name)), _said(found, name) or _("Geen antwoord"))
        for name in ANSWERS
    ]


def label_of(model: Any, name: str) -> Any:
    """The question to which this column holds the answer."""
    return model._meta.get_field(name).verbose_name  # noqa: SLF001


def _said(found: TrainerEvaluation, name: str) -> str:
    if name == "wishes":
        return "\n".join(str(one.label) for one in Help if one.value in found.wishes)
    return str(getattr(found, f"get_{name}_display")())
