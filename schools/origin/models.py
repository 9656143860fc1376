"""The origin register: special-category facts, apart from everybody's name (R21, R22).

No row leads to a student: no foreign key, no number, no address, no moment, no counter. What a
row says is sealed under ORIGIN_KEY, and so is whose it is (`pseudonyms`).
"""

import uuid
from typing import ClassVar

from django.db import models

from schools.origin.vocabulary import Basis
from schools.registry.models import School


class Register(models.Model):
    """A school that recorded on which legal basis it keeps these facts: without it, nothing is.

    Who typed it in, the audit log says. Its id is new at each switching on.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    school = models.OneToOneField(School, on_delete=models.PROTECT, related_name="+")
    basis = models.CharField(max_length=20, choices=Basis.choices)
    explanation = models.TextField(max_length=1500)  # why this basis holds, in own words
    decided_by = models.CharField(max_length=120)  # such as "College van Bestuur"
    decided_on = models.DateField()
    switched_on = models.DateField()
    key_id = models.CharField(max_length=32)  # of the ORIGIN_KEY that its rows are under

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(basis__in=Basis.values)
                & ~models.Q(explanation="")
                & ~models.Q(decided_by=""),
                name="no_origin_register_without_basis",
            ),
        ]

    def __str__(self) -> str:
        return self.basis


class Sealed(models.Model):
    """One row about somebody. Only ORIGIN_KEY tells whose it is, and what it says.

    The id is random and stays while the student lets the facts stand: the list of destructions
    names it, so that a restored backup does not bring them back.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    register = models.ForeignKey(Register, on_delete=models.CASCADE, related_name="+")
    pseudonym = models.UUIDField(unique=True)
    key_id = models.CharField(max_length=32)  # of the ORIGIN_KEY behind pseudonym and seal
    sealed = models.BinaryField()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return str(self.pk)


class Entry(Sealed):
    """Someone's herkomst and gender."""


class Response(Sealed):
    """Someone's answers to the evaluation of one school year: discrimination, satisfaction."""

    school_year = models.PositiveSmallIntegerField()  # the year in which it starts


class Objection(models.Model):
    """A student who wants no facts here: no file brings them in. It outlives switching off."""

    pseudonym = models.UUIDField(primary_key=True)
    key_id = models.CharField(max_length=32)

    def __str__(self) -> str:
        return str(self.pk)
