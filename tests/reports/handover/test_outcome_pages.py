"""The pages of SBB on which an advisor concludes and destroys."""

import datetime as dt
import re

import pytest
from django.urls import reverse

from placements.accreditations.actions import is_erkend
from placements.accreditations.models import Accreditation, Key
from placements.companies.models import TrainingCompany
from reports.handover import linking
from reports.handover.expecting import proposed
from reports.handover.models import Investigation, SentReply
from reports.handover.vocabulary import Conclusion
from reports.handover.vocabulary import State as SbbState
from stagebaken.web.days import today
from tests.cast import Member
from tests.reports.handover.conftest import (
    REASONS,
    RESPONSE,
    Desk,
    desk,
    investigation,
    link,
    speaks_for,
    text,
)


def test_an_advisor_responds_notes_and_concludes(
    sbb: Desk, handed: Investigation, key: Key
) -> None:
    assert sbb.post("sbb_cases:respond", handed.pk, text="").status_code == 422
    assert (
        sbb.post(
            "sbb_cases:respond", handed.pk, text=RESPONSE, expected_on=proposed().isoformat()
        ).status_code
        == 302
    )
    assert sbb.post("sbb_cases:note", handed.pk, text="Gebeld.").status_code == 302
    found = text(sbb.post("sbb_cases:company", handed.pk, q="Garage De Vonk"))
    assert f'value="{key.company_id}"' in found
    chosen = sbb.post("sbb_cases:company", handed.pk, company=str(key.company_id))
    assert chosen.status_code == 302

    data = {
        "conclusion": "suspended",
        "scope": [f"{key.programme_id}-bol"],
        "day": today().isoformat(),
        "until": (today() + dt.timedelta(days=30)).isoformat(),
        "reasons": REASONS,
        "once": "7b6f7d9e-6f5c-4a0e-9f9d-0f4f1a5c9d11",
    }
    confirm = text(sbb.post("sbb_cases:outcome", handed.pk, **data))
    assert "Klopt deze uitkomst?" in confirm
    assert REASONS in confirm
    in_english = text(sbb.client.post(f"/en{reverse('sbb_cases:outcome', args=[handed.pk])}", data))
    assert '<p lang="nl">Uitkomst: ' in in_english
    assert is_erkend(key, today())
    for _ in range(2):
        done = sbb.post("sbb_cases:outcome", handed.pk, **data, confirmed="1")
        assert done.status_code == 302
    assert not is_erkend(key, today())
    assert SentReply.objects.count() == 2
    page = sbb.text("sbb_cases:case", handed.pk)
    assert "Gebeld." in page
    assert "Erkenning geschorst" in page


FIELDS = {"scope", "day", "until", "agreements"}


@pytest.mark.parametrize(
    ("conclusion", "asked"),
    [
        ("no_action", set()),
        ("agreement", {"agreements", "until"}),
        ("suspended", {"scope", "day", "until"}),
        ("withdrawn", {"scope", "day"}),
    ],
)
def test_the_outcome_is_asked_first_and_then_only_what_it_takes(
    sbb: Desk, handed: Investigation, key: Key, conclusion: str, asked: set[str]
) -> None:
    sbb.post("sbb_cases:company", handed.pk, company=str(key.company_id))
    first = sbb.text("sbb_cases:outcome", handed.pk)
    assert "Wat is de uitkomst?" in first
    assert 'name="reasons"' not in first
    answer = sbb.post("sbb_cases:outcome", handed.pk, conclusion=conclusion, step="invullen")
    assert answer.status_code == 200
    page = answer.content.decode()
    assert {name for name in FIELDS if f'name="{name}"' in page} == asked
    assert "Er klopt nog iets niet" not in page
    assert str(Conclusion(conclusion).label) in page


def test_what_was_typed_for_one_outcome_survives_another(
    sbb: Desk, handed: Investigation, key: Key
) -> None:
    sbb.post("sbb_cases:company", handed.pk, company=str(key.company_id))
    begun = {
        "conclusion": "suspended",
        "scope": [f"{key.programme_id}-bol"],
        "day": today().isoformat(),
        "until": "geen dag",
        "reasons": REASONS,
        "once": "7b6f7d9e-6f5c-4a0e-9f9d-0f4f1a5c9d11",
    }
    chosen = text(sbb.post("sbb_cases:outcome", handed.pk, **begun, step="kies"))
    for name, value in carried(chosen).items() - {("conclusion", "suspended")}:
        assert begun[name] in (value, [value])
    assert 'value="suspended"' in chosen
    other = carried(chosen) | {"conclusion": "no_action", "step": "invullen"}
    other_page = text(sbb.post("sbb_cases:outcome", handed.pk, **other))
    assert REASONS in other_page
    # A day that is none belongs to another outcome: it hinders nothing here.
    sent = carried(other_page) | {"reasons": REASONS}
    assert "Klopt deze uitkomst?" in text(sbb.post("sbb_cases:outcome", handed.pk, **sent))
    back = sent | {"conclusion": "suspended", "step": "invullen"}
    again = text(sbb.post("sbb_cases:outcome", handed.pk, **back))
    assert 'value="geen dag"' in again
    assert "checked" in again
    assert REASONS in again


def test_who_goes_back_from_the_letter_finds_everything_as_it_was(
    sbb: Desk, arend: Member, handed: Investigation
) -> None:
    link(arend)
    data = {"conclusion": "no_action", "reasons": REASONS}
    letter = text(sbb.post("sbb_cases:outcome", handed.pk, **data))
    again = sbb.post("sbb_cases:outcome", handed.pk, **carried(letter), step="invullen")
    assert f"{REASONS}</textarea>" in again.content.decode()
    assert not SentReply.objects.exists()


def test_what_cannot_be_kept_cannot_be_chosen(
    sbb: Desk, arend: Member, handed: Investigation, key: Key
) -> None:
    sbb.post("sbb_cases:company", handed.pk, company=str(key.company_id))
    assert 'value="withdrawn"' in sbb.text("sbb_cases:outcome", handed.pk)
    Accreditation.objects.all().delete()
    assert 'value="withdrawn"' not in sbb.text("sbb_cases:outcome", handed.pk)
    answer = sbb.post("sbb_cases:outcome", handed.pk, conclusion="withdrawn", reasons=REASONS)
    assert answer.status_code == 422
    assert "Kies een uitkomst." in answer.content.decode()
    assert REASONS in answer.content.decode()


def carried(page: str) -> dict[str, str]:
    """What the form of this page sends along unseen."""
    form = page[page.index("<form") :]
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form)
    return {name: value for name, value in found if name != "csrfmiddlewaretoken"}


@pytest.mark.parametrize(
    ("data", "mistake"),
    [
        ({}, "Kies een uitkomst."),
        ({"conclusion": "no_action"}, "Schrijf op waarom dit de uitkomst is."),
        ({"conclusion": "suspended", "reasons": "x"}, "Kies minstens één opleiding."),
        ({"conclusion": "agreement", "reasons": "x"}, "Schrijf op wat het bedrijf verandert."),
        (
            {"conclusion": "agreement", "reasons": "x", "agreements": "x", "until": "2100-01-01"},
            "Klopt het jaar?",
        ),
        (
            {"conclusion": "agreement", "reasons": "x", "agreements": "x", "until": "2020-01-01"},
            "Kies vandaag of een dag die nog komt.",
        ),
    ],
)
def test_an_outcome_that_lacks_something_says_what(
    sbb: Desk, handed: Investigation, key: Key, data: dict[str, str], mistake: str
) -> None:
    sbb.post("sbb_cases:company", handed.pk, company=str(key.company_id))
    answer = sbb.post("sbb_cases:outcome", handed.pk, **data, confirmed="1")

    assert answer.status_code == 422
    assert mistake in answer.content.decode()
    assert investigation().state == SbbState.RECEIVED


def test_an_outcome_after_a_colleagues_comes_back_with_its_words(
    sbb: Desk, arend: Member, handed: Investigation
) -> None:
    link(arend)
    data = {"conclusion": "no_action", "reasons": REASONS, "confirmed": "1"}
    assert sbb.post("sbb_cases:outcome", handed.pk, **data).status_code == 302
    answer = sbb.post("sbb_cases:outcome", handed.pk, **data | {"reasons": "Mijn eigen redenen."})

    assert answer.status_code == 409
    assert "Een collega rondde deze melding al af." in answer.content.decode()
    assert "Mijn eigen redenen.</textarea>" in answer.content.decode()
    assert SentReply.objects.count() == 1


def test_destroying_is_asked_once_more(sbb: Desk, arend: Member, handed: Investigation) -> None:
    data = {"conclusion": "no_action", "reasons": REASONS, "confirmed": "1"}
    link(arend)
    sbb.post("sbb_cases:outcome", handed.pk, **data)
    assert "Niemand kan het terughalen" in sbb.text("sbb_cases:destroy", handed.pk)
    assert Investigation.objects.exists()

    assert sbb.post("sbb_cases:destroy", handed.pk).status_code == 302
    assert not Investigation.objects.exists()
    assert sbb.get("sbb_cases:case", handed.pk).status_code == 404
    assert "Geen actie" in sbb.text("sbb_cases:years")


def test_an_outcome_without_a_company_says_so_and_keeps_the_words(
    sbb: Desk, handed: Investigation
) -> None:
    assert "Kies eerst om welk bedrijf het gaat." in sbb.text("sbb_cases:outcome", handed.pk)
    for confirmed in ({}, {"confirmed": "1"}):
        data = {"conclusion": "no_action", "reasons": REASONS} | confirmed
        answer = sbb.post("sbb_cases:outcome", handed.pk, **data)
        assert answer.status_code == 422
        assert "<li>Kies eerst om welk bedrijf het gaat.</li>" in answer.content.decode()
        assert REASONS in answer.content.decode()
    assert investigation().state == SbbState.RECEIVED


def test_who_came_to_speak_for_the_company_is_not_asked_to_destroy(
    sbb: Desk, arend: Member, handed: Investigation, key: Key
) -> None:
    company = TrainingCompany.objects.get(pk=key.company_id)
    linking.link_company(member=arend.unlocked, investigation=handed, company=company)
    assert sbb.get("sbb_cases:destroy", handed.pk).status_code == 200
    speaks_for(arend.user, company)

    again = desk(arend)
    assert again.get("sbb_cases:destroy", handed.pk).status_code == 404
    assert again.post("sbb_cases:destroy", handed.pk).status_code == 404
