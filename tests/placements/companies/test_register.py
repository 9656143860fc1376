"""Writing a leerbedrijf down."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError

from placements.companies.actions import register
from placements.companies.models import TrainingCompany
from placements.companies.signals import companies_changed

pytestmark = pytest.mark.django_db


def test_registering_again_changes_what_is_given_and_tells_the_others() -> None:
    heard: list[Any] = []

    def hear(companies: list[Any], **_: Any) -> None:
        heard.extend(companies)

    companies_changed.connect(hear)
    try:
        first = register(leerbedrijf_id="100417920", name="Windwijzer", place="Oosterhaven")
        again = register(leerbedrijf_id="100417920", name="Garage Windwijzer")
    finally:
        companies_changed.disconnect(hear)
    assert again.pk == first.pk
    assert (again.name, again.place) == ("Garage Windwijzer", "Oosterhaven")
    assert heard == [first.pk, first.pk]


@pytest.mark.parametrize("number", ["12345678", "12345678x", "1234567890"])
def test_a_leerbedrijf_id_has_nine_digits(number: str) -> None:
    with pytest.raises(ValidationError):
        register(name="X", leerbedrijf_id=number)


def test_two_companies_without_a_number_may_exist() -> None:
    register(name="A", leerbedrijf_id="")
    register(name="B", leerbedrijf_id="")
    assert TrainingCompany.objects.count() == 2


def test_a_website_that_is_a_script_is_refused() -> None:
    with pytest.raises(ValidationError):
        register(name="X", website="javascript:alert(1)")
