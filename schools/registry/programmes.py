"""What the mbo and the hbo say of a programme: its crebo, its level, and how it is followed."""

import re

from django.db import models
from django.utils.translation import gettext_lazy as _

from stagebaken.imports.cleaning import Refused, digits, text


class Pathway(models.TextChoices):
    """The leerwegen of the mbo; ovo is the third leerweg (overig onderwijs)."""

    BOL = "bol", _("Bol: vooral school")
    BBL = "bbl", _("Bbl: vooral werk")
    OVO = "ovo", _("Ovo: overig onderwijs")


class StudyForm(models.TextChoices):
    """The same of the hbo."""

    FULL_TIME = "voltijd", _("Voltijd")
    PART_TIME = "deeltijd", _("Deeltijd")
    DUAL = "duaal", _("Duaal")


def crebo(cell: str) -> str:
    found = digits(cell)
    if len(found) != 5:
        raise Refused(f"crebo '{text(cell, 40)}' has no 5 digits")
    return found


LEVELS = {"entree": 1, "entreeopleiding": 1, "assistentopleiding": 1, "basisberoepsopleiding": 2,
          "vakopleiding": 3, "middenkaderopleiding": 4, "specialistenopleiding": 4}  # fmt: skip


_LEVEL = re.compile(r"^(mbo|niveau|level)[\s-]*")  # DUO writes MBO-3


def level(cell: str) -> int | None:
    word = _LEVEL.sub("", text(cell).lower()).removesuffix(".0")
    return LEVELS.get(word) or (int(word) if word in {"1", "2", "3", "4"} else None)
