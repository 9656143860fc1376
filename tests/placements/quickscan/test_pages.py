"""Filling the quickscan in, comparing over time, and keeping it from everybody else."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from placements.companies.models import TrainingCompany
from placements.quickscan import actions
from placements.quickscan.models import QuickScan
from placements.quickscan.questions import FIRST
from placements.quickscan.scoring import WrongAnswers
from stagebaken.accounts.models import User
from stagebaken.web.days import suppose, today
from tests.placements.contacts import people

CODES = [question.code for question in FIRST]


def all_answers(value: int, **others: int) -> dict[str, int]:
    return dict.fromkeys(CODES, value) | others


def sent(value: int, **others: int) -> dict[str, str]:
    return {code: str(one) for code, one in all_answers(value, **others).items()}


def place(company: TrainingCompany, page: str = "") -> str:
    return f"/leerbedrijf/{company.pk}/quickscan/{page}"


def filled(by: User, company: TrainingCompany, day: date, value: int) -> QuickScan:
    with suppose(day):
        return actions.fill(by=by, company_id=company.pk, answers=all_answers(value))


def test_ten_answers_give_a_result_per_theme_and_three_steps(
    browser: Client, company: TrainingCompany
) -> None:
    answer = browser.post(place(company, "invullen/"), sent(2, norm=0), follow=True)
    page = answer.content.decode()
    assert "18 van 30" in page
    assert "Veiligheid: 2 van 6" in page
    assert "Voor een bedrijf met 1 tot en met 9 medewerkers." in page
    assert "Zeg bij de koffie wat bij jullie niet kan" in page
    scan = QuickScan.objects.get()
    assert (scan.version, scan.day, scan.answers["norm"]) == (1, today(), 0)


@pytest.mark.parametrize("size", ["10-49", "250+"])
def test_a_larger_company_gets_other_steps(
    size: str, browser: Client, company: TrainingCompany
) -> None:
    TrainingCompany.objects.update(size_class=size)
    page = browser.post(place(company, "invullen/"), sent(0), follow=True).content.decode()
    assert "Zeg bij de koffie" not in page


def test_who_did_not_say_how_large_they_are_reads_that(
    browser: Client, company: TrainingCompany
) -> None:
    TrainingCompany.objects.update(size_class="")
    page = browser.post(place(company, "invullen/"), sent(0), follow=True).content.decode()
    assert "We weten niet hoe groot je bedrijf is" in page
    assert f'href="/leerbedrijf/{company.pk}/gegevens/"' in page


@pytest.mark.parametrize("wrong", [{"norm": ""}, {"norm": "4"}, {"norm": "-1"}, {"norm": "x"}])
def test_a_missing_or_foreign_answer_is_asked_again_and_nothing_is_kept(
    wrong: dict[str, str], browser: Client, company: TrainingCompany
) -> None:
    answer = browser.post(place(company, "invullen/"), sent(1) | wrong)
    assert answer.status_code == 200
    assert 'href="#id_norm_0"' in answer.content.decode()
    assert answer.content.decode().count(" checked") == 9
    assert not QuickScan.objects.exists()


def test_no_answer_is_chosen_beforehand(browser: Client, company: TrainingCompany) -> None:
    assert " checked" not in browser.get(place(company, "invullen/")).content.decode()


def test_a_second_filling_on_one_day_takes_the_place_of_the_first(
    gijs: User, company: TrainingCompany
) -> None:
    filled(gijs, company, today(), 0)
    filled(gijs, company, today(), 3)
    assert QuickScan.objects.get().total.points == 30


def test_results_over_time_stand_beside_each_other_in_a_table_and_a_picture(
    browser: Client, gijs: User, company: TrainingCompany
) -> None:
    for year, value in ((2024, 1), (2025, 2), (2026, 3)):
        filled(gijs, company, date(year, 3, 1), value)
    page = browser.get(place(company)).content.decode()
    for words in ("10 van 30", "20 van 30", "30 van 30", "<desc", "1 maart 2024"):
        assert words in page
    assert page.count('class="stagebaken-chart__dot"') == 3
    assert 'style="' not in page


def test_one_filling_draws_no_line(browser: Client, gijs: User, company: TrainingCompany) -> None:
    filled(gijs, company, today(), 1)
    page = browser.get(place(company)).content.decode()
    assert '<svg class="stagebaken-chart"' not in page
    assert "10 van 30" in page


def test_a_company_cannot_fill_in_or_read_anothers(
    gijs: User, company: TrainingCompany, other: TrainingCompany
) -> None:
    scan = filled(gijs, company, today(), 1)
    bas = people.make_contact(other, "Bas Bakker")
    browser = people.contact_browser(bas)
    for page in ("", "invullen/", f"{scan.pk}/"):
        assert browser.get(place(company, page)).status_code == 404
    assert browser.get(place(other, f"{scan.pk}/")).status_code == 404
    with pytest.raises(PermissionDenied):
        actions.fill(by=bas, company_id=company.pk, answers=all_answers(1))


def test_wrong_answers_are_refused_below_the_form_too(gijs: User, company: TrainingCompany) -> None:
    wrong: list[dict[str, Any]] = [{}, all_answers(4), all_answers(1, other=1)]
    for found in wrong:
        with pytest.raises(WrongAnswers):
            actions.fill(by=gijs, company_id=company.pk, answers=found)


def test_a_result_is_on_no_public_page(
    client: Client, gijs: User, company: TrainingCompany
) -> None:
    filled(gijs, company, today(), 1)
    page = client.get(f"/stages/{company.pk}/").content.decode().lower()
    assert "quickscan" not in page
    assert "10 van 30" not in page
