"""What visitors see of it: status, day and organisation; no person, no reason, no evidence."""

from datetime import timedelta

import pytest
from django.db import connection
from django.template import Context, Template
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from placements.commitments import showing
from placements.commitments.actions import Shown
from placements.commitments.catalogue import CATALOGUE
from placements.commitments.models import CompanyCommitment
from placements.commitments.transitions import Verb
from stagebaken.web.days import suppose
from tests.placements.commitments.people import DAY, Scene


def public(scene: Scene) -> str:
    """The public page of the company, as a visitor reads it."""
    address = reverse("profiles:company", args=[scene.company.pk])
    return Client().get(address).content.decode()


def test_a_company_without_promises_has_no_list_of_them(scene: Scene) -> None:
    assert "Wat dit bedrijf belooft" not in public(scene)


def test_visitors_see_status_day_and_organisation(scene: Scene) -> None:
    scene.decide(scene.show(scene.declare()))
    scene.declare("veilig")
    page = public(scene)
    assert "Nagekeken op 20 november 2026 door mbo Zeewaarde" in page
    assert "Geldig tot en met 20 november 2027." in page
    assert "Beloofd, nog geen bewijs" in page
    assert "Beloften zijn vrijwillig." in page
    assert "s-bb.nl" in page  # the source of the one rule


def test_visitors_see_no_person_no_reason_and_no_evidence(scene: Scene) -> None:
    one = scene.show(scene.declare(), Shown(text="Geheim bewijs", link="https://x.example/"))
    scene.decide(one, Verb.REFUSE, reason="Geheime reden")
    page = public(scene)
    for word in ("Geheim", "x.example", scene.checker.name, scene.contact.name):
        assert word not in page
    assert "ander bewijs gevraagd" in page  # in the history, by its organisation


def test_what_lapsed_or_was_withdrawn_stands_last_and_says_since_when(scene: Scene) -> None:
    scene.withdraw(scene.declare("vacaturetekst"))
    scene.declare("gesprek")
    page = public(scene)
    assert page.index("dezelfde vragen") < page.index("De vacature zegt")
    assert "Ingetrokken op 20 november 2026" in page
    with suppose(DAY + timedelta(days=400)):
        page = public(scene)
    assert "Vervallen op 21 november 2027" in page
    assert "Geldig tot" not in page


def test_a_renewed_one_keeps_its_check_to_the_old_end(scene: Scene) -> None:
    one = scene.show(scene.declare())
    scene.decide(one)
    with suppose(DAY + timedelta(days=360)):
        scene.renew(one)
        assert "Nagekeken op" in public(scene)
    with suppose(DAY + timedelta(days=366)):
        assert "Nagekeken op" not in public(scene)


def test_a_decision_by_one_person_says_so(scene: Scene) -> None:
    scene.decide(scene.show(scene.declare()))
    assert "één persoon besloot" in public(scene)


@pytest.mark.parametrize("codes", [1, 5])
def test_the_list_takes_three_questions_to_the_database(scene: Scene, codes: int) -> None:
    for entry in CATALOGUE[:codes]:
        scene.show(scene.declare(entry.code))
    with CaptureQueriesContext(connection) as asked:
        assert len(showing.cards(scene.company, DAY)) == codes
    assert len(asked) <= 3


def labels() -> str:
    template = Template("{% load commitments %}{% commitment_labels rows %}")
    rows = CompanyCommitment.objects.standing(DAY).select_related("commitment")
    return template.render(Context({"rows": rows}))


def test_beside_a_search_result_stands_what_was_checked_and_what_was_promised(
    scene: Scene,
) -> None:
    scene.decide(scene.show(scene.declare("briefselectie")))
    scene.declare("vacaturetekst")
    scene.declare("matching")
    said = labels()
    assert "Vaste lijst voor brieven: nagekeken" in said
    assert "Beloofd, nog niet nagekeken: Duidelijke vacature, School kiest mee" in said


def test_without_commitments_there_is_no_label(scene: Scene) -> None:
    assert labels().strip() == ""


def test_english_visitors_read_english(scene: Scene) -> None:
    scene.decide(scene.show(scene.declare()))
    page = Client().get(f"/en/stages/{scene.company.pk}/").content.decode()
    assert "Checked on 20 November 2026 by mbo Zeewaarde" in page
