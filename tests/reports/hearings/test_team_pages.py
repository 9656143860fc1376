"""The team's pages: begin with a code and a letter, read the answer, file it."""

import re
from datetime import timedelta
from io import BytesIO
from typing import Any
from unittest.mock import patch
from uuid import uuid4

import pikepdf
import pytest
from django.test import Client
from django.urls import reverse

from reports.consents.models import Consent
from reports.consents.vocabulary import State as Yes
from reports.hearings import answering, codes
from reports.hearings.models import Hearing, Minutes
from reports.hearings.vocabulary import State
from reports.reporter.readers import choose_readers
from stagebaken.audit.models import Event, Verb
from stagebaken.vault import receipts
from stagebaken.vault.errors import Busy
from stagebaken.web.days import today
from tests.cast import PASSPHRASE
from tests.reports.filing import file, own
from tests.reports.hearings.conftest import ANSWER, QUESTION, RECEIVER, Scene, fresh, page

pytestmark = pytest.mark.django_db
HIDDEN = re.compile(r'name="(code|ticket)" value="([^"]+)"')


@pytest.fixture
def desk(scene: Scene) -> Client:
    return scene.desk(scene.mehmet)


def begin(scene: Scene, consent: Consent) -> str:
    return reverse("hearings:begin", args=[scene.case.pk, consent.pk])


def form_of(shown: str, **changed: str) -> dict[str, str]:
    """What the browser sends of the page that starts a hearing."""
    due = re.search(r'name="due_on" value="([^"]+)"', shown)
    assert due
    sent = dict(HIDDEN.findall(shown)) | {"due_on": due[1], "passphrase": PASSPHRASE}
    return sent | changed


def test_a_wrong_passphrase_starts_nothing_and_keeps_the_form(scene: Scene, desk: Client) -> None:
    """Attack: somebody at a desk that was left open asks the company."""
    consent = scene.consent()
    url = begin(scene, consent)
    form = form_of(page(desk.get(url)), due_on=(today() + timedelta(days=9)).isoformat())
    for wrong in ("acid acid", ""):
        again = page(desk.post(url, form | {"passphrase": wrong}), 422)
        assert form_of(again) == form, "what was typed is lost"
        assert wrong not in again or not wrong
    assert not Hearing.objects.exists()
    assert Consent.objects.get().state == Yes.YES
    assert Event.objects.filter(verb=Verb.UNLOCK_FAILED).count() == 1
    assert not Event.objects.filter(verb=Verb.HEARING_STARTED).exists()


def test_a_member_reads_the_question_and_gets_a_code_with_a_letter(
    scene: Scene, desk: Client
) -> None:
    url = begin(scene, scene.consent())
    shown = page(desk.get(url))
    assert "Wat is er volgens u gezegd? ñ€" in shown
    form = form_of(shown)
    answer = page(desk.post(url, form))
    assert receipts.grouped(form["code"]) in answer
    assert RECEIVER in answer
    assert "hoor en wederhoor" in answer
    hearing = Hearing.objects.get()
    assert hearing.due_on.isoformat() == form["due_on"]
    assert answering.open_hearing(codes.derive(form["code"])).question == QUESTION


def test_the_case_page_leads_to_the_question_and_then_to_the_hearing(
    scene: Scene, desk: Client
) -> None:
    case_url = f"/zaken/{scene.case.pk}/"
    consent = scene.consent()
    asked = reverse("ladder:question", args=[scene.case.pk, consent.pk])
    shown = page(desk.get(case_url))
    assert asked in shown
    assert "Vraag aan het bedrijf" not in shown
    url = begin(scene, consent)
    assert url in page(desk.get(asked))
    desk.post(url, form_of(page(desk.get(url))))
    assert scene.url(Hearing.objects.get()) in page(desk.get(case_url))


def test_a_double_click_shows_the_same_code_and_starts_one_hearing(
    scene: Scene, desk: Client
) -> None:
    url = begin(scene, scene.consent())
    form = form_of(page(desk.get(url)))
    for _ in range(2):
        assert receipts.grouped(form["code"]) in page(desk.post(url, form))
    assert Hearing.objects.count() == 1


def test_a_second_tab_is_led_to_the_hearing_that_runs(scene: Scene, desk: Client) -> None:
    url = begin(scene, scene.consent())
    first, second = (form_of(page(desk.get(url))) for _ in range(2))
    desk.post(url, first)
    later = desk.post(url, second, follow=True)
    assert later.redirect_chain[-1][0] == scene.url(Hearing.objects.get())
    assert Hearing.objects.count() == 1


def test_without_a_yes_the_page_leads_back(scene: Scene, desk: Client) -> None:
    answer = desk.get(begin(scene, scene.consent(answer=Yes.LATER)), follow=True)
    assert "De melder zei hier geen ja tegen." in page(answer)


@pytest.mark.parametrize("due", ["", "morgen", "2020-01-01", "2999-01-01"])
def test_a_term_that_cannot_be_is_asked_again_with_the_same_code(
    scene: Scene, desk: Client, due: str
) -> None:
    url = begin(scene, scene.consent())
    form = form_of(page(desk.get(url)), due_on=due)
    again = page(desk.post(url, form), 422)
    assert dict(HIDDEN.findall(again))["code"] == form["code"]
    assert not Hearing.objects.exists()


@pytest.mark.parametrize("ticket", ["", "x.y", "deadbeef.abc"])
def test_a_code_that_was_not_made_here_starts_nothing(
    scene: Scene, desk: Client, ticket: str
) -> None:
    url = begin(scene, scene.consent())
    form = form_of(page(desk.get(url))) | {"code": "0" * 25, "ticket": ticket}
    again = page(desk.post(url, form), 422)
    assert dict(HIDDEN.findall(again))["code"] != "0" * 25
    assert not Hearing.objects.exists()


def test_a_busy_lane_keeps_the_form(scene: Scene, desk: Client) -> None:
    url = begin(scene, scene.consent())
    form = form_of(page(desk.get(url)))
    with patch("reports.hearings.codes.receipts.derive", side_effect=Busy):
        again = page(desk.post(url, form), 503)
    assert dict(HIDDEN.findall(again)) == {"code": form["code"], "ticket": form["ticket"]}


def test_a_vault_that_closed_keeps_the_form_and_goes_on_with_the_passphrase(
    scene: Scene, desk: Client
) -> None:
    url = begin(scene, scene.consent())
    form = form_of(page(desk.get(url)))
    desk.post("/zaken/kluis/sluiten/")
    kept = page(desk.post(url, form), 409)
    assert form["code"] in kept
    assert PASSPHRASE not in kept  # it never comes back in a page
    without = {name: value for name, value in form.items() if name != "passphrase"}
    again = page(desk.post(url, without | {"kluis-wachtzin": PASSPHRASE}), 422)
    sent = page(desk.post(url, form_of(again)))
    assert receipts.grouped(form["code"]) in sent


def pdf(scene: Scene, desk: Client, data: dict[str, str], prefix: str = "") -> Any:
    return desk.post(prefix + scene.url(Hearing.objects.get(), "letter"), data)


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_the_letter_is_a_tagged_pdf_in_dutch_whatever_the_member_reads(
    scene: Scene, desk: Client, prefix: str
) -> None:
    url = begin(scene, scene.consent())
    form = form_of(page(desk.get(url)))
    desk.post(url, form)
    answer = pdf(scene, desk, form, prefix)
    assert answer["Content-Disposition"] == 'attachment; filename="brief.pdf"'
    with pikepdf.open(BytesIO(answer.content)) as opened:
        assert str(opened.Root.Lang).startswith("nl")
        assert opened.Root.MarkInfo.Marked
        assert len(opened.pages) == 1


def test_another_code_makes_no_letter(scene: Scene, desk: Client) -> None:
    scene.start()
    code = receipts.new_receipt()
    answer = pdf(scene, desk, {"code": code, "ticket": receipts.issue_ticket(code)})
    assert answer.status_code == 302


def test_the_letter_names_no_member_no_case_and_no_question(scene: Scene, desk: Client) -> None:
    url = begin(scene, scene.consent())
    answer = page(desk.post(url, form_of(page(desk.get(url)))))
    letter = answer[answer.index("<article") : answer.index("</article>")]
    for hidden in ("Mehmet", "Ilse", scene.case.number, "opmerking", "discriminatie", "melding"):
        assert hidden not in letter


def test_a_new_code_is_asked_first_and_shown_with_a_letter(scene: Scene, desk: Client) -> None:
    hearing = scene.start()
    url = scene.url(hearing, "renew")
    form = dict(HIDDEN.findall(page(desk.get(url)))) | {"passphrase": PASSPHRASE}
    assert receipts.grouped(form["code"]) in page(desk.post(url, form))
    with pytest.raises(answering.UnknownCode):
        answering.open_hearing(codes.derive(scene.codes[hearing.pk]))
    assert receipts.grouped(form["code"]) in page(desk.post(url, form))  # the second click
    scene.codes[hearing.pk] = form["code"]
    scene.answer(hearing)
    late = dict(HIDDEN.findall(page(desk.get(url)))) | {"passphrase": PASSPHRASE}
    assert "Dat kan nu niet meer." in page(desk.post(url, late, follow=True))


@pytest.mark.parametrize("typed", ["", "acid acid acid"])
def test_at_a_desk_left_open_nobody_makes_a_code_of_their_own(
    scene: Scene, desk: Client, typed: str
) -> None:
    """Attack: a new code, and with it the question is read and answered for the company."""
    hearing = scene.start()
    url = scene.url(hearing, "renew")
    form = dict(HIDDEN.findall(page(desk.get(url)))) | {"passphrase": typed}
    assert receipts.grouped(form["code"]) not in page(desk.post(url, form), 422)
    with pytest.raises(answering.UnknownCode):
        answering.open_hearing(codes.derive(form["code"]))
    answering.open_hearing(codes.derive(scene.codes[hearing.pk]))


def test_a_member_reads_the_answer_and_files_it_whole(scene: Scene, desk: Client) -> None:
    hearing = scene.answer(scene.start())
    shown = page(desk.get(scene.url(hearing)))
    assert "Die opmerking was een grap &lt;b&gt;van ons&lt;/b&gt;." in shown
    once = str(uuid4())
    for _ in range(2):
        sent = desk.post(scene.url(hearing, "file"), {"told": "whole", "part": "x", "once": once})
        assert sent.status_code == 302
    assert [said.text for said in own(scene.filed).conversation].count(ANSWER) == 1
    assert "grap" in page(desk.get(f"/zaken/{scene.case.pk}/"))


def test_a_part_must_say_something(scene: Scene, desk: Client) -> None:
    hearing = scene.answer(scene.start())
    form = {"told": "part", "part": " ", "once": str(uuid4())}
    assert "Schrijf wat de melder wel leest." in page(
        desk.post(scene.url(hearing, "file"), form), 422
    )
    assert fresh(hearing).letter is not None


def test_a_member_enters_what_came_by_telephone(scene: Scene, desk: Client) -> None:
    hearing = scene.start()
    empty = page(desk.post(scene.url(hearing, "enter"), {"told": "whole"}), 422)
    assert "Je hebt nog niets geschreven." in empty
    form = {"text": ANSWER, "told": "part", "part": "Kort.", "once": str(uuid4())}
    assert desk.post(scene.url(hearing, "enter"), form).status_code == 302
    assert own(scene.filed).conversation[-1].text == "Kort."
    assert Minutes.objects.count() == 1
    refused = page(desk.post(scene.url(hearing, "enter"), form | {"once": str(uuid4())}), 409)
    assert "Het bedrijf antwoordde intussen zelf." in refused
    assert ANSWER.splitlines()[-1] in refused, "what was typed is lost"


def test_minutes_more_time_and_closing(scene: Scene, desk: Client) -> None:
    hearing = scene.start()
    sent = desk.post(scene.url(hearing, "minutes"), {"text": "Gebeld.", "once": str(uuid4())})
    assert sent.status_code == 302
    assert "Gebeld." in page(desk.get(scene.url(hearing)))
    later = (today() + timedelta(days=30)).isoformat()
    assert desk.post(scene.url(hearing, "extend"), {"due_on": later}).status_code == 302
    assert fresh(hearing).due_on.isoformat() == later
    earlier = (today() + timedelta(days=2)).isoformat()
    assert "Kies een latere dag" in page(
        desk.post(scene.url(hearing, "extend"), {"due_on": earlier}), 422
    )
    assert "niet meer teruglezen" in page(desk.get(scene.url(hearing, "close")))
    assert desk.post(scene.url(hearing, "close")).status_code == 302
    assert fresh(hearing).state == State.CLOSED
    assert "De vraag is afgesloten" in page(desk.get(scene.url(hearing)))


def test_an_answer_that_waits_must_be_read_before_closing(scene: Scene, desk: Client) -> None:
    hearing = scene.answer(scene.start())
    assert "Lees het eerst" in page(desk.post(scene.url(hearing, "close")), 409)


def test_a_colleague_who_files_later_is_told_that_it_was_done(scene: Scene, desk: Client) -> None:
    hearing = scene.answer(scene.start())
    form = {"told": "whole", "once": str(uuid4())}
    desk.post(scene.url(hearing, "file"), form)
    other = scene.desk(scene.team[1])
    again = other.post(scene.url(hearing, "file"), form | {"once": str(uuid4())}, follow=True)
    assert "Dit was al gedaan." in page(again)


WORDS = "Zij zeggen dat het een grap was, schreef Kanariepiet."


def test_a_part_that_a_colleague_was_before_comes_back(scene: Scene, desk: Client) -> None:
    hearing = scene.answer(scene.start())
    desk.post(scene.url(hearing, "file"), {"told": "whole", "once": str(uuid4())})
    form = {"told": "part", "part": WORDS, "once": str(uuid4())}
    again = page(scene.desk(scene.team[1]).post(scene.url(hearing, "file"), form), 409)
    assert WORDS in again
    assert "Jouw tekst staat niet in het gesprek" in again
    assert "Kanariepiet" not in scene.reporter_reads()


def test_an_answer_that_was_entered_too_late_comes_back(scene: Scene, desk: Client) -> None:
    hearing = scene.answer(scene.start())
    form = {"text": WORDS, "told": "part", "part": "Een grap, zeggen ze.", "once": str(uuid4())}
    again = page(desk.post(scene.url(hearing, "enter"), form), 409)
    assert WORDS in again
    assert "Een grap, zeggen ze." in again


def test_minutes_of_who_was_let_in_later_come_back(scene: Scene) -> None:
    hearing, wim = scene.start(), scene.team[2]
    choose_readers(own=own(scene.filed), excluded=[wim.user])
    choose_readers(own=own(scene.filed), excluded=[])
    form = {"text": WORDS, "once": str(uuid4())}
    assert WORDS in page(scene.desk(wim).post(scene.url(hearing, "minutes"), form), 409)


VERBS = ("renew", "letter", "file", "enter", "minutes", "extend", "close")


def test_for_an_excluded_member_no_page_of_it_exists(scene: Scene) -> None:
    hearing, consent = scene.start(), scene.consent()
    wim = scene.team[2]
    client = scene.desk(wim)
    assert client.get(scene.url(hearing)).status_code == 200
    choose_readers(own=own(scene.filed), excluded=[wim.user])
    urls = [scene.url(hearing, name) for name in ("hearing", *VERBS)] + [begin(scene, consent)]
    for url in urls:
        assert client.get(url).status_code == 404, url
        assert client.post(url, {"kluis-wachtzin": PASSPHRASE}).status_code == 404, url


def test_a_hearing_of_another_case_is_not_found(scene: Scene, desk: Client) -> None:
    other = Scene(scene.school, scene.team, filed=file(scene.school))
    theirs = other.start()
    assert desk.get(scene.url(theirs)).status_code == 404
    for name in VERBS:
        assert desk.get(scene.url(theirs, name)).status_code == 404, name
        assert desk.post(scene.url(theirs, name), {"text": "x"}).status_code == 404, name
    assert fresh(theirs).state == State.ASKED


def test_verbs_lead_back_to_the_page_when_opened_by_hand(scene: Scene, desk: Client) -> None:
    hearing = scene.start()
    for name in ("file", "enter", "minutes", "extend", "letter"):
        assert desk.get(scene.url(hearing, name))["Location"] == scene.url(hearing)
