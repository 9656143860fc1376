"""A member writes down what a student tells: the same questions, choices and dossier."""

import re
from itertools import pairwise

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from reports.attachments.models import Attachment
from reports.casework.models import Case
from reports.casework.opening import open_case
from reports.intake.answers import Answers
from reports.intake.models import Draft
from reports.intake.steps import STEPS
from reports.notices import rounds
from reports.notices.models import News
from reports.oral import drafts as oral
from reports.oral.forms import FORMS, Questions
from reports.registration.models import RegistrationRecord
from schools.registry.models import School
from schools.teams.models import Membership
from stagebaken.accounts.models import Role
from stagebaken.audit.models import Event, Verb
from stagebaken.vault import keyring
from stagebaken.web.days import today
from tests import cast
from tests.attacks import staff
from tests.cast import Member
from tests.reports.oral.conftest import CHECK, QUESTIONS, START, STORY, TOLD, Student, Writer


def only_case() -> Case:
    return Case.objects.select_related("dossier", "school").get()


def test_the_questions_are_those_of_a_student_who_reports_alone() -> None:
    assert set(FORMS) == {step.form for step in STEPS} - {STEPS[0].form}


def test_no_two_questions_have_a_field_of_one_name(school: School, team: list[Member]) -> None:
    form = Questions(answers=Answers(school="zeewaarde"), school=school)
    names = [name for one in form.forms for name in one.fields]
    assert len(names) == len(set(names))


def test_the_report_is_filed_with_who_wrote_it_down(writer: Writer, team: list[Member]) -> None:
    writer.take_down("phone")
    opened = open_case(member=team[1].unlocked, case=only_case())
    account = opened.account
    assert (account.account, account.phases, account.grounds) == (STORY, ["during"], ["race"])
    assert account.company_text == "Garage Windstil"
    assert (account.taken_by, account.channel) == ("Mehmet Aydın", "phone")
    assert opened.decisions.outsiders == "mijn mentor"
    page = staff.unlocked(team[1]).get(f"/zaken/{only_case().pk}/").content.decode()
    assert "Opgeschreven door een collega" in page
    assert "Mehmet Aydın, vertrouwenspersoon, aan de telefoon met de student" in page


def test_taking_down_is_an_event_of_that_member(writer: Writer) -> None:
    writer.take_down()
    (event,) = Event.objects.filter(verb=Verb.TAKEN_DOWN)
    assert event.actor_id == writer.member.user.pk
    assert event.subject == only_case().dossier_id
    assert event.vault_id == only_case().school.vault_id
    page = staff.unlocked(writer.member).get(f"/zaken/{only_case().pk}/").content.decode()
    assert "schreef de melding op voor de student" in page


def test_who_wrote_it_down_has_no_news_of_it_and_the_others_have(
    writer: Writer, team: list[Member]
) -> None:
    writer.take_down()
    told = set(News.objects.values_list("recipient", flat=True))
    assert told == {team[1].recipient.pk, team[2].recipient.pk}


def test_danger_hastens_the_others(writer: Writer, team: list[Member]) -> None:
    writer.begin()
    writer.write(danger="now")
    assert "Bel samen 112" in writer.get(CHECK)
    writer.send()
    assert set(rounds.members_in_haste()) == {team[1].user.pk, team[2].user.pk}


def test_the_student_may_exclude_the_very_member_who_writes(
    writer: Writer, team: list[Member]
) -> None:
    writer.begin()
    writer.write(team=[str(writer.member.user.pk)], involved=[str(team[2].user.pk)])
    assert "Ook jij kunt dit straks niet openen." in writer.get(CHECK)
    writer.send()
    case = only_case()
    assert keyring.excluded_users(case.dossier) == {writer.member.user, team[2].user}
    staff.open_vault(writer.client, writer.member)
    assert writer.client.get(f"/zaken/{case.pk}/").status_code == 404
    assert case.number not in writer.get("/zaken/")


@pytest.mark.parametrize("wish", ["keep", "count"])
def test_a_wish_without_readers_is_possible_and_said_honestly(
    writer: Writer, student: Student, wish: str
) -> None:
    writer.begin()
    writer.write(wish=wish)
    assert "Jij hebt het wel gehoord" in writer.get(CHECK)
    code = writer.code()
    writer.send()
    assert not Case.objects.exists()
    assert not News.objects.exists()
    assert RegistrationRecord.objects.count() == (wish == "count")
    student.open(code)
    student.renew()
    assert STORY in student.dossier()


def test_excluding_everybody_sends_nothing(writer: Writer, team: list[Member]) -> None:
    writer.begin()
    writer.write(involved=[str(one.user.pk) for one in team])
    assert "Zo kan niemand van het team de melding lezen." in writer.get(CHECK)
    assert writer.send().status_code == 409
    assert not Case.objects.exists()


def test_a_paper_goes_along_as_a_file(writer: Writer) -> None:
    writer.begin("paper")
    paper = SimpleUploadedFile("brief.txt", b"Wat ik opschreef.")
    added = writer.write(account="", documents=[paper], ga="voegtoe")
    assert added["Location"] == f"{QUESTIONS}#bestanden"
    assert "1 bestand gaat mee" in writer.get(QUESTIONS)
    assert writer.write(account="")["Location"] == CHECK
    writer.send()
    assert Attachment.objects.filter(dossier=only_case().dossier).count() == 1


def test_a_file_can_be_taken_out_again(writer: Writer) -> None:
    writer.begin("paper")
    writer.write(documents=[SimpleUploadedFile("a.txt", b"x y z")], ga="voegtoe")
    (file,) = writer.draft.files
    writer.write(weg=file["id"])
    assert writer.draft.files == []


def test_a_mistake_loses_nothing_of_the_other_answers(writer: Writer) -> None:
    writer.begin()
    without = {name: value for name, value in TOLD.items() if name != "wish"}
    answer = writer.client.post(QUESTIONS, without)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Kies wat er moet gebeuren." in page
    assert STORY in page
    assert writer.draft.account == STORY
    assert STORY in writer.get(QUESTIONS)


# ---------- one long page: its parts ----------

PARTS = ["veilig", "gebeurd", "wens", "lezers", "naam"]


def test_the_page_has_parts_with_headings_and_a_way_to_each(writer: Writer) -> None:
    writer.begin()
    page = writer.get(QUESTIONS)
    headings = re.findall(r"<h([1-6])[^>]*>", page)
    assert all(int(after) <= int(before) + 1 for before, after in pairwise(headings))
    for part in PARTS:
        assert f'href="#{part}"' in page
        assert re.search(rf'<section[^>]* id="{part}"[^>]* aria-labelledby="{part}-kop"', page)
        assert re.search(rf'<h2[^>]* id="{part}-kop"', page)
    assert page.count("<h2") == len(PARTS)
    assert [page.index(f'id="{part}"') for part in PARTS] == sorted(
        page.index(f'id="{part}"') for part in PARTS
    )


def test_each_part_can_be_kept_and_leads_to_the_next(writer: Writer) -> None:
    """Without JavaScript nothing is kept in between: a button at the end of a page is far away."""
    writer.begin()
    page = writer.get(QUESTIONS)
    for part, following in pairwise(PARTS):
        assert f'name="ga" value="{following}"' in page, part
    kept = writer.client.post(QUESTIONS, {"danger": "no", "account": STORY, "ga": "wens"})
    assert kept["Location"] == f"{QUESTIONS}#wens"
    assert writer.draft.account == STORY
    strange = writer.client.post(QUESTIONS, {"account": STORY, "ga": "//elders.nl"})
    assert strange["Location"] == QUESTIONS


def test_keeping_in_between_loses_nothing_that_was_mistyped(writer: Writer) -> None:
    """Found by hand: 'keep and stay here' threw away what one of the other questions refused."""
    writer.begin()
    answer = writer.client.post(
        QUESTIONS, {"account": STORY, "address": "geen adres", "ga": "wens"}
    )
    assert answer.status_code == 422
    page = answer.content.decode()
    assert 'value="geen adres"' in page
    assert 'href="#id_address"' in page
    assert "Kies wat er moet gebeuren." not in page  # nobody was asked for that yet
    assert writer.draft.account == STORY


def test_every_mistake_is_named_above_and_leads_to_its_question(writer: Writer) -> None:
    writer.begin()
    answer = writer.client.post(QUESTIONS, {"address": "geen adres", "phases": ["onzin"]})
    page = answer.content.decode()
    summary = page[page.index("data-errors") : page.index("</ul>", page.index("data-errors"))]
    targets = re.findall(r'href="#([^"]+)"', summary)
    assert len(targets) == 4  # the phase, the story, the wish, the address
    assert all(f'id="{target}"' in page for target in targets)


def test_nothing_told_is_asked_for(writer: Writer) -> None:
    writer.begin()
    answer = writer.write(account="")
    assert answer.status_code == 422
    assert "Schrijf kort op wat er gebeurde" in answer.content.decode()


def test_what_is_typed_is_kept_in_between(writer: Writer) -> None:
    writer.begin()
    sent = writer.client.post(QUESTIONS, {"account": "Half af", "tussendoor": "1"})
    assert sent.status_code == 204
    assert "Half af" in writer.get(QUESTIONS)


def test_going_back_from_the_check_shows_every_answer(writer: Writer) -> None:
    writer.begin()
    writer.write(team=[str(writer.member.user.pk)])
    first = writer.code()
    page = writer.get(QUESTIONS)
    assert STORY in page
    assert "mijn mentor" in page
    writer.write(account="Anders")
    assert writer.code() == first
    assert "Anders" in writer.get(CHECK)


def test_a_change_after_the_check_is_checked_again(writer: Writer) -> None:
    writer.begin()
    writer.write()
    page = writer.get(CHECK)
    writer.write(account="Anders")
    seen = page.split('name="gezien" value="')[1].split('"')[0]
    again = writer.client.post(CHECK, {"gezien": seen})
    assert again["Location"] == f"{CHECK}?veranderd=1"
    assert not Case.objects.exists()


def test_two_clicks_file_once_and_the_draft_holds_nothing_more(writer: Writer) -> None:
    writer.begin()
    writer.write()
    seen = writer.get(CHECK).split('name="gezien" value="')[1].split('"')[0]
    for _ in range(2):
        assert writer.client.post(CHECK, {"gezien": seen})["Location"] == "/zaken/aannemen/klaar/"
    assert Case.objects.count() == 1
    assert (writer.draft.account, writer.draft.receipt) == ("", "")
    assert writer.client.get(CHECK)["Location"] == "/zaken/aannemen/klaar/"


def test_the_last_page_does_not_show_the_code(writer: Writer) -> None:
    code = writer.take_down()
    page = writer.get("/zaken/aannemen/klaar/")
    assert code not in page
    assert code[:5] not in page


def test_a_new_report_throws_the_old_draft_away(writer: Writer) -> None:
    writer.begin()
    writer.write()
    assert "Je was al begonnen" in writer.get(START)
    writer.begin()
    assert writer.draft.account == ""
    assert Draft.objects.count() == 1


def test_everything_can_be_erased(writer: Writer) -> None:
    writer.begin()
    writer.write()
    assert writer.client.post("/zaken/aannemen/wissen/")["Location"] == START
    assert not Draft.objects.exists()
    assert writer.client.get(QUESTIONS)["Location"] == START


def test_a_colleague_at_the_same_browser_opens_nothing_of_it(
    writer: Writer, team: list[Member]
) -> None:
    writer.begin()
    writer.write()
    colleague = staff.signed_in(team[1].user)
    colleague.cookies["__Host-oral"] = writer.client.cookies["__Host-oral"].value
    assert colleague.get(QUESTIONS)["Location"] == START
    assert colleague.get(CHECK)["Location"] == START


def test_who_left_the_team_goes_no_further(writer: Writer) -> None:
    writer.begin()
    writer.write()
    Membership.objects.filter(user=writer.member.user).update(ended_on=today())
    for path in (START, QUESTIONS, CHECK):
        assert writer.client.get(path).status_code == 404
    assert writer.client.post(CHECK, {"gezien": "x"}).status_code == 404


@pytest.mark.parametrize("role", [Role.CUSTODIAN, Role.SCHOOL_ADMINISTRATOR])
def test_for_others_there_is_no_such_page(school: School, role: Role) -> None:
    user = cast.make_user("Piet Ander", school)
    cast.join(school, user, role)
    assert staff.signed_in(user).get(START).status_code == 404
    assert Client().get(START).status_code == 302


def test_a_member_of_two_teams_says_for_which_school(writer: Writer) -> None:
    other = cast.duinkerk()
    cast.make_team(other)
    cast.join(other, writer.member.user, Role.CONFIDENTIAL_COUNSELLOR)
    assert "Bij welke school hoort de student?" in writer.get(START)
    assert writer.begin().status_code == 422
    assert writer.begin(school="elders").status_code == 422
    writer.begin(school="duinkerk")
    page = writer.get(QUESTIONS)
    assert "Hogeschool Duinkerk" in page
    writer.write()
    writer.send()
    assert only_case().school == other


def test_an_anonymous_page_never_learns_who_writes_for_others() -> None:
    """A member who reports for themselves must not carry the cookie of their work along."""
    assert oral.COOKIE in settings.SIGN_IN_COOKIES
