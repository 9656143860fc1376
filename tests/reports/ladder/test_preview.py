"""The preview says exactly what leaves, to whom, and what stays there: in our words."""

from typing import Any

import pytest

from reports.consents import actions as consents
from reports.consents.models import Consent
from reports.consents.vocabulary import TEXT_VERSION, Step
from reports.intake.actions import FiledReport
from tests.reports.filing import own
from tests.reports.ladder.conftest import TEXT, Ladder, Reporter

pytestmark = pytest.mark.django_db
TERM = "hoogstens tot 2 jaar na de uitkomst"


def test_the_term_of_sbb_is_told_whatever_a_member_wrote(
    ladder: Ladder, reporter: Reporter
) -> None:
    """Attack: somebody of the team deletes the sentence before the reporter is asked."""
    consent = ladder.asked(Step.SBB, may_follow="SBB wist dit na een week.")
    for page in (reporter.dossier(), reporter.page(consent).content.decode()):
        assert TERM in page
        assert "houdt SBB zijn kopie" in page
        assert "naam van je school" in page


def test_the_member_sees_what_the_reporter_is_told(ladder: Ladder) -> None:
    assert TERM in ladder.get("question", ladder.asked(Step.SBB)).content.decode()
    asking = ladder.desk.client.get(f"/zaken/{ladder.case.pk}/vragen/nieuw/sbb/")
    assert TERM in asking.content.decode()


def test_sbb_is_who_gets_it_and_nobody_else_can_be_written_there(
    ladder: Ladder, reporter: Reporter
) -> None:
    """Attack: the reporter says yes to another receiver than the one that the step has."""
    ladder.asked(Step.SBB, receiver="je vertrouwenspersoon")
    assert "je vertrouwenspersoon" not in reporter.dossier()
    assert "of dit naar SBB mag" in reporter.dossier()


def test_a_yes_names_the_words_that_were_shown_with_it(
    ladder: Ladder, reporter: Reporter, filed: FiledReport, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Asked before an upgrade, answered after it: the page shows the words of today."""
    with monkeypatch.context() as before:
        before.setattr("reports.ladder.views.Request", _of_version_one)
        consent = ladder.asked()
    reporter.answer(consent, "yes")
    found = consents.opened(ladder.case.dossier, own(filed).keys)
    assert [one.answers[-1].text_version for one in found] == [TEXT_VERSION]


def _of_version_one(**given: object) -> consents.Request:
    return consents.Request(**given, text_version=1)  # type: ignore[arg-type]


def test_before_a_withdrawal_the_same_is_told_of_what_left(
    ladder: Ladder, reporter: Reporter
) -> None:
    withdrawing = "/dossier/intrekken/"
    before = reporter.client.get(withdrawing).content.decode()
    assert "Dit ging al naar buiten" not in before
    consent = ladder.asked(Step.BODY)
    reporter.answer(consent, "yes")
    assert "Dit ging al naar buiten" not in reporter.client.get(withdrawing).content.decode()
    ladder.carry_out(consent)
    page = reporter.client.get(withdrawing).content.decode()
    assert "Dit ging al naar buiten" in page
    assert "Hoelang discriminatie.nl dit bewaart, bepalen wij niet" in page
    assert TEXT not in page
    assert Consent.objects.count() == 1


@pytest.mark.parametrize("field", ["document", "receiver", "may_follow"])
@pytest.mark.parametrize("sign", ["\u202e", "\u200b", "\ufeff", "\u2066"], ids=ascii)
def test_a_text_with_signs_that_nobody_sees_is_not_asked(
    ladder: Ladder, sign: str, field: str
) -> None:
    """Attack: the reporter reads one text, and another one leaves."""
    changed: dict[str, Any] = {field: f"Niet jouw{sign} naam"}
    answer = ladder.ask(**changed)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "tekens in die niemand ziet" in page
    assert "Niet jouw naam" in page, "what was typed is lost"
    assert sign not in page
    assert not Consent.objects.exists()


def test_a_letter_that_only_looks_like_another_is_shown_and_not_asked(ladder: Ladder) -> None:
    """Attack: the reporter looks for the own name in the preview, and does not find it."""
    answer = ladder.ask(document="Het gaat om P\u0430ul de Vries.")
    assert answer.status_code == 422
    assert "letters uit een ander alfabet" in answer.content.decode()
    assert "Het gaat om Paul de Vries." in answer.content.decode()
    assert not Consent.objects.exists()


def test_wide_spaces_of_a_text_that_was_copied_are_asked_as_spaces(
    ladder: Ladder, reporter: Reporter
) -> None:
    ladder.asked(document="Voor\u00a0elke\u2003stagiair.")
    assert "Voor elke stagiair." in reporter.dossier()


def test_pictures_and_accents_are_asked_as_they_were_typed(
    ladder: Ladder, reporter: Reporter
) -> None:
    typed = "Voor élke stagiair: 👩🏽\u200d💻 en ❤️."
    ladder.asked(document=typed)
    assert typed in reporter.dossier()
