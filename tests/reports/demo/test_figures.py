"""The demo has a yearly report in which something is shown, and one in which all is hidden."""

import pytest
from django.db.models import Count

from reports.demo.scene import build
from reports.yearly.models import PublishedCell, YearlyRelease
from stagebaken.web.days import today


@pytest.mark.django_db
def test_the_demo_shows_figures_of_one_school_and_hides_those_of_the_other() -> None:
    list(build(today()))
    assert YearlyRelease.objects.count() == 2
    counted = PublishedCell.objects.values("school__code").annotate(number=Count("pk"))
    shown = {row["school__code"]: row["number"] for row in counted}
    assert shown.pop("zeewaarde") > 20
    assert set(shown.values()) == {2}  # that the number of reports is hidden, in two releases
