"""The index stays equal to the register, whatever happens to the tables around it."""

from datetime import date, timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, models, transaction

from placements.accreditations.models import Accreditation, SchoolApproval
from placements.companies.actions import register
from placements.companies.models import TrainingCompany
from placements.contacts import register as register_of_contacts
from placements.places.models import State, TrainingPlace
from placements.places.signals import places_changed
from placements.search import index, text, vocabulary
from placements.search.engine import Question, answer
from placements.search.facets import Choice
from placements.search.models import SearchCompany, SearchEntry, SearchWord
from placements.search.tasks import renew_index
from schools.registry.models import School
from stagebaken.accounts.models import User
from stagebaken.web.days import suppose
from tests.placements.search.conftest import TODAY, programme, recognised


def total(**asked: Any) -> int:
    return answer(Question(**asked)).total


@pytest.mark.django_db(transaction=True)
def test_a_table_that_is_remade_leaves_the_search_as_it_was() -> None:
    """On SQLite a change of a field remakes the table, and drops its triggers in silence."""
    garage = register(name="Autobedrijf Windwijzer")
    for model in (SearchCompany, TrainingCompany):
        before = model._meta.get_field("name")
        wider = models.CharField(max_length=161)
        wider.set_attributes_from_name("name")
        wider.model = model
        with connection.schema_editor() as editor:
            editor.alter_field(model, before, wider)
        with connection.schema_editor() as editor:
            editor.alter_field(model, wider, before)
    register(id=garage.pk, name="Garage Zuidwester")
    assert total(q="zuidwester") == 1
    assert total(q="windwijzer") == 0


def test_after_a_migration_what_is_missing_is_made_anew(
    garage: TrainingCompany, bakery: TrainingCompany
) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE {text.NAME}")
    SearchCompany.objects.filter(company=bakery).delete()
    index.ensure()
    assert total(q="windwijzer") == 1
    assert total(q="zoe") == 1
    index.ensure()
    assert text.count() == SearchCompany.objects.count() == 2


def test_after_the_migration_that_keeps_names_as_letters_they_are_filled_in(
    garage: TrainingCompany,
) -> None:
    SearchCompany.objects.update(written=None)
    assert not register_of_contacts.find("windwijzer")
    index.ensure()
    assert list(register_of_contacts.find("windwijzer")) == [garage]


def test_words_of_a_company_that_is_gone_are_forgotten_at_the_next_migration(
    garage: TrainingCompany, bakery: TrainingCompany
) -> None:
    bakery.delete()
    index.ensure()
    assert text.ids() == set(SearchCompany.objects.values_list("pk", flat=True))


def test_a_change_that_is_undone_leaves_no_trace(garage: TrainingCompany) -> None:
    with transaction.atomic():
        register(name="Zeppelinbouw")
        assert total(q="zeppelinbouw") == 1
        transaction.set_rollback(True)
    assert total(q="zeppelinbouw") == 0
    assert total(q="windwijzer") == 1


def test_a_renewal_writes_the_same_again(garage: TrainingCompany) -> None:
    before = list(SearchEntry.objects.order_by("crebo").values_list("crebo", "facets", "until"))
    words = SearchWord.objects.count()
    index.renew([garage.pk, garage.pk])
    after = list(SearchEntry.objects.order_by("crebo").values_list("crebo", "facets", "until"))
    assert (after, SearchWord.objects.count()) == (before, words)


def test_the_night_renews_only_what_a_day_changed(
    garage: TrainingCompany, bakery: TrainingCompany
) -> None:
    assert index.bring_up_to_date() == 0
    with suppose(garage.accreditations.get(programme__crebo="90211").valid_until):  # type: ignore[arg-type]
        assert index.bring_up_to_date() == 0
    with suppose(TODAY.replace(year=2028, month=3, day=2)):
        assert index.bring_up_to_date() == 1
        assert index.bring_up_to_date() == 0
        renew_index.call()
        assert total(q="autotechnicus") == 0
    assert SearchEntry.objects.filter(crebo=90211).count() == 0


def test_a_school_approval_is_found_on_its_days_and_is_no_recognition(
    studio: TrainingCompany,
) -> None:
    school = School.objects.create(code="zeewaarde", name="Zeewaarde", sector="hbo")
    SchoolApproval.objects.create(
        school=school, company=studio, valid_from=TODAY, valid_until=TODAY.replace(day=29),
        reason="Gezien.", approved_by=User.objects.create_user("a@b.example", "x"),
    )  # fmt: skip
    index.renew([studio.pk])
    assert total(choice=Choice(is_approved=True)) == 1
    assert total(choice=Choice(is_approved=True), is_vetted=True) == 0
    with suppose(TODAY.replace(day=30)):
        assert total(choice=Choice(is_approved=True)) == 0


def test_an_open_place_counts_while_the_company_is_erkend_for_it(garage: TrainingCompany) -> None:
    taught = programme("90213", "Fietstechnicus", 3)
    TrainingPlace.objects.create(
        company=garage, title="Sleutelen aan bakfietsen", programme=taught, pathway="bbl",
        state=State.OPEN, published_on=TODAY,
    )  # fmt: skip
    places_changed.send(TrainingPlace, companies=[garage.pk])
    assert total(choice=Choice(has_places=True)) == 0
    recognised(garage, taught, "bbl")
    assert total(choice=Choice(has_places=True)) == 1
    assert total(crebo="90213", choice=Choice(has_places=True)) == 1
    assert total(crebo="90211", choice=Choice(has_places=True)) == 0
    assert total(q="bakfietsen") == 1


def test_the_operator_makes_the_index_anew(garage: TrainingCompany) -> None:
    SearchEntry.objects.all().delete()
    told = StringIO()
    call_command("search", "reindex", stdout=told)
    assert "1 of 1" in told.getvalue()
    assert total(q="windwijzer", crebo="90211") == 1
    call_command("search", "renew", stdout=told)
    assert "0 companies renewed." in told.getvalue()
    with pytest.raises(CommandError):
        call_command("search", "nonsense")


def test_words_of_a_memory_that_is_behind_or_ahead_find_no_wrong_company(
    garage: TrainingCompany,
) -> None:
    assert total(q="windwijzer") == 1  # read into memory
    SearchWord.objects.all().delete()
    vocabulary.add(["heel", "iets", "anders"])
    assert total(q="windwijzer") == 1  # not in the new memory, but the database has it
    assert vocabulary.current().words == ["anders", "heel", "iets"]


def test_a_place_that_closes_on_the_last_day_of_the_calendar_breaks_no_search(
    garage: TrainingCompany,
) -> None:
    """Every search renews first what a day changed: one company would stop them all."""
    for last in (TODAY, date.max):
        TrainingPlace.objects.create(
            company=garage, title="Werkplaats", programme_text="hbo", state=State.OPEN,
            published_on=TODAY, closes_on=last,
        )  # fmt: skip
    index.renew([garage.pk])
    Accreditation.objects.all().delete()
    with suppose(TODAY + timedelta(days=1)):
        assert total(q="windwijzer") == 1


def test_words_that_a_company_took_back_are_forgotten_in_the_night(garage: TrainingCompany) -> None:
    """A contact may save new words all day: no memory grows for ever, no typing error stays."""
    register(id=garage.pk, trades="kapprr lopstok")
    assert {"kapprr", "lopstok"} <= set(vocabulary.current().words)
    register(id=garage.pk, trades="lopstok")
    renew_index.call()
    words = vocabulary.current().words
    assert "kapprr" not in words
    assert {"lopstok", "windwyzer"} <= set(words)
    assert len(words) == len(set(words)) == SearchWord.objects.count()
    assert total(q="winwijzer") == 1, "typing errors are still understood"
