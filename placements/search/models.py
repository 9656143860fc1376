"""The index of the register: made from it and for one purpose, to answer within a blink.

Everything in here can be made anew from the other rooms (`manage.py search reindex`), except the
words that a school added itself.
"""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from placements.companies.models import TrainingCompany
from schools.registry.models import School

ALWAYS = 9_999_999  # the day number of 'no end'
COMPANIES, ENTRIES, WORDS = "search_searchcompany", "search_searchentry", "search_searchword"
STEPS = 100_000  # positions are whole numbers: this many to a degree, about a metre


class SearchCompany(models.Model):
    """A company in the index, under a small number; its words stand in the text table (text.py)."""

    id = models.AutoField(primary_key=True)
    company = models.OneToOneField(
        TrainingCompany, on_delete=models.CASCADE, related_name="indexed"
    )
    name = models.CharField(max_length=160)  # in plain words, to order by
    place = models.CharField(max_length=80, db_index=True)  # in plain words
    area = models.CharField(max_length=4, db_index=True)  # the digits of the postcode
    # Name, other names and place as one row of letters (companies/words.py), so that letters inside
    # a word are found without an expression per company; null until the index is made anew.
    written = models.CharField(max_length=600, null=True)  # noqa: DJ001
    # The first day on which something here is no longer true by itself: an accreditation that
    # begins or ends, a commitment that lapses, a place that closes.
    renew_on = models.DateField(null=True, db_index=True)
    # The last day on which it was made anew: only these companies can be found by a question
    # that did not find them before (placements/saved_searches).
    renewed_on = models.DateField(null=True, db_index=True)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["written", "company"], name="company_as_written"),
        ]

    def __str__(self) -> str:
        return self.name


class SearchEntry(models.Model):
    """What holds for a company during certain days: for one crebo, or (0) for the company itself.

    On any day from the last renewal on, a company has exactly one entry with crebo 0, and one for
    each crebo for which it is erkend: hits are counted without looking for doubles.
    """

    id = models.BigAutoField(primary_key=True)
    company = models.ForeignKey(SearchCompany, on_delete=models.CASCADE, db_index=False)
    crebo = models.PositiveIntegerField()
    latitude = models.IntegerField(null=True)  # in STEPS to a degree
    longitude = models.IntegerField(null=True)
    starts = models.IntegerField()  # the number of the first day (date.toordinal)
    until = models.IntegerField()  # and of the last
    facets = models.BigIntegerField()  # which filters it meets, one bit each (facets.py)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            # Everything that a question asks: the table itself is not read.
            models.Index(
                fields=[
                    "crebo", "latitude", "longitude", "starts", "until", "facets", "company",
                ],
                name="entry_around",
            ),
            models.Index(fields=["company", "crebo"], name="entry_of_company"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.company_id} {self.crebo}"


class SearchWord(models.Model):
    """A word that occurs in the index; what no company says any more goes in the night."""

    id = models.BigAutoField(primary_key=True)
    word = models.CharField(max_length=40, unique=True)

    def __str__(self) -> str:
        return self.word


class SchoolSynonym(models.Model):
    """An everyday word of a school's own students, and what it means to the register."""

    id = models.BigAutoField(primary_key=True)
    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="synonyms")
    word = models.CharField(_("woord van studenten"), max_length=40)
    means = models.CharField(_("zoek dan ook op"), max_length=160)

    class Meta:
        ordering: ClassVar[list[str]] = ["word"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["school", "word"], name="one_meaning_per_word"),
        ]

    def __str__(self) -> str:
        return self.word
