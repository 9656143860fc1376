"""Build the demo with the product's own actions, in the order of the days."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from allauth.account.models import EmailAddress
from django.db import transaction
from django.utils.text import slugify

from placements.accreditations.actions import recognise
from placements.accreditations.models import Key, Programme, ProgrammeKind
from placements.companies.actions import register
from placements.companies.models import TrainingCompany
from placements.geography.coordinates import CoordinateSource
from reports.casework import actions as casework
from reports.casework.models import Case
from reports.demo.applying import apply_for_places
from reports.demo.classes import fill_classes
from reports.demo.companies import COMPANIES, PLACES, TRADES, Trade
from reports.demo.figures import publish
from reports.demo.garage import furnish
from reports.demo.handing_over import hand_to_sbb
from reports.demo.handled import HANDLED, close_for_christmas, take_step
from reports.demo.hearing import ask_company
from reports.demo.judgements import judge
from reports.demo.learning import ask_student, place_students
from reports.demo.looking_back import end_placement
from reports.demo.matching import open_round
from reports.demo.notes import notes
from reports.demo.openings import open_places
from reports.demo.outcomes import SEED, publish_country, publish_own
from reports.demo.people import (
    COMPANY_CONTACT,
    PLANNER,
    PLATFORM_ADMINISTRATOR,
    SBB_ADVISORS,
    SBB_CUSTODIANS,
    SCHOOLS,
    Cast,
)
from reports.demo.placing import look_for_places
from reports.demo.promises import make_promises
from reports.demo.stories import STORIES, Story
from reports.demo.teamwork import ACTS, TEAMWORK
from reports.demo.vaults import admit, make_recovery
from reports.demo.writing import write
from reports.dossiers.account import Account
from reports.dossiers.actions import Kind
from reports.intake.actions import FiledReport, Filing, file_report, nothing_more
from reports.oral.actions import take_down
from reports.reporter import actions as reporter
from reports.reporter.opening import OwnDossier, open_own
from reports.reporter.reopening import reopen
from schools.registry.models import SBB, Body, School
from schools.teams.models import Membership
from stagebaken.accounts.factors import add_totp
from stagebaken.accounts.models import Role, User
from stagebaken.vault import passphrases, receipts
from stagebaken.vault.models import Vault
from stagebaken.vault.sessions import UnlockedMember
from stagebaken.web.days import suppose, today

DEMO = "demo"  # the source of all that is made up
TOLD = (*STORIES, *HANDLED, *TEAMWORK)
HISTORY_DAYS = 30  # the schools were set up this long before the demo was loaded


@dataclass
class Scene:
    """What was made, with the secrets that var/demo.txt notes down."""

    today: date
    password: str
    passphrases: dict[str, str] = field(default_factory=dict, repr=False)  # by e-mail
    shares: dict[str, list[str]] = field(default_factory=dict, repr=False)  # by school
    receipts: dict[str, str] = field(default_factory=dict, repr=False)  # by story
    codes: dict[str, str] = field(default_factory=dict, repr=False)  # of companies that are heard
    members: dict[str, UnlockedMember] = field(default_factory=dict, repr=False)  # by name
    people: list[tuple[str, str, str]] = field(default_factory=list)  # name, e-mail, role


def build(today: date, *, is_national: bool = False, seed: int = SEED) -> Iterator[str]:
    """Make everything; yield a line per step, and end with the notes of the scene.

    National: some sixty schools more, of which only figures are there; minutes of work.
    """
    scene = Scene(today, password=passphrases.new_passphrase())
    # One transaction: a load that was cut off leaves no half school behind.
    with transaction.atomic(), suppose(today - timedelta(days=HISTORY_DAYS)):
        yield from make_companies()
        make_platform(scene)
        make_sbb(scene)
        yield "SBB: adviseurs, sleutelbewaarders en kluis."
        for cast in SCHOOLS:
            make_school(scene, cast)
            yield f"{cast.name}: team, sleutelbewaarders en kluis."
        make_classes(scene)
        yield "Studenten van beide scholen."
        make_contact(scene)
        judge(loaded_on=today, school=School.objects.get(sector="hbo"))
    publish(today)
    yield "Jaarcijfers van eerdere schooljaren."
    publish_outcomes(today)
    yield "Uitkomsten van een schooljaar."
    tell_stories(scene)
    yield f"{len(TOLD)} meldingen."
    if is_national:
        yield from publish_country(today=today, seed=seed)
    yield notes(scene)


def publish_outcomes(today: date) -> None:
    """Of the mbo school, by whoever administers it."""
    administrators = Membership.objects.active().filter(role=Role.SCHOOL_ADMINISTRATOR)
    school = School.objects.get(sector="mbo")
    mine = administrators.select_related("user").get(school=school)
    publish_own(today=today, school=school, by=mine.user)


def make_companies() -> Iterator[str]:
    for number, company in enumerate(COMPANIES):
        north, east, digits = PLACES[company.place]
        trade = TRADES[company.trade]
        registered = register(
            leerbedrijf_id=f"{900_000_000 + number:09}",
            name=company.name,
            street="Voorbeeldstraat",
            house_number=str(number + 1),
            postcode=f"{digits}AA",
            place=company.place,
            latitude=north + (number % 5) / 200,
            longitude=east + (number % 7) / 200,
            coordinate_source=CoordinateSource.EXACT,
            sector=trade.sector,
            trades=trade.words,
            allowance_cents=company.allowance and company.allowance * 100,
        )
        if until := accreditation(number):
            key = Key(registered.pk, programme_of(trade).pk, trade.pathway)
            recognise(key=key, source=DEMO, valid_until=until)
    yield f"{len(COMPANIES)} verzonnen leerbedrijven."


def programme_of(trade: Trade) -> Programme:
    facts = {
        "kind": ProgrammeKind.KWALIFICATIE,
        "name": trade.programme,
        "level": trade.level,
        "pathways": trade.pathway,
        "sector": trade.sector,
        "keywords": trade.words,
        "source": DEMO,
    }
    return Programme.objects.get_or_create(crebo=trade.crebo, defaults=facts)[0]


def accreditation(number: int) -> date | None:
    """Most are erkend for years to come; of some it ended, and some never were."""
    day = today()
    return {5: day - timedelta(days=1), 6: None}.get(number % 10, day + timedelta(days=900))


def make_user(scene: Scene, name: str, host: str, role: str) -> User:
    """An account that can sign in at once: password, confirmed address, authenticator app."""
    email = f"{slugify(name.replace('ı', 'i')).replace('-', '.')}@{host}.example"
    return make_account(scene, name, email, role)


def make_account(scene: Scene, name: str, email: str, role: str) -> User:
    user = User.objects.create_user(email, scene.password, name=name)
    EmailAddress.objects.create(user=user, email=email, primary=True, verified=True)
    if role != Role.STUDENT:
        add_totp(user)
    scene.people.append((name, email, role))
    return user


def make_platform(scene: Scene) -> None:
    user = make_user(scene, PLATFORM_ADMINISTRATOR, "platform", Role.PLATFORM_ADMINISTRATOR)
    Membership.objects.create(user=user, role=Role.PLATFORM_ADMINISTRATOR)


def make_classes(scene: Scene) -> None:
    """Students, two of each school with an account."""

    def account(name: str, email: str) -> User:
        return make_account(scene, name, email, Role.STUDENT)

    fill_classes(today=scene.today, make_account=account)


def make_sbb(scene: Scene) -> None:
    """SBB with a vault of its own, as a school has one."""
    sbb = Body.sbb()
    custodians = [make_user(scene, name, SBB, Role.SBB_CUSTODIAN) for name in SBB_CUSTODIANS]
    for user in custodians:
        Membership.objects.create(user=user, role=Role.SBB_CUSTODIAN)
    scene.shares[sbb.name] = make_recovery(sbb, custodians)
    for name in SBB_ADVISORS:
        user = make_user(scene, name, SBB, Role.SBB_ADVISOR)
        Membership.objects.create(user=user, role=Role.SBB_ADVISOR)
        scene.members[name] = admit(scene, sbb, user, Role.SBB_ADVISOR)


def make_contact(scene: Scene) -> None:
    """Somebody of a leerbedrijf, and a planner of several, asked in by a coordinator."""
    contact = make_user(scene, COMPANY_CONTACT, "windwijzer", Role.COMPANY_CONTACT)
    coordinators = Membership.objects.active().filter(role=Role.INTERNSHIP_COORDINATOR)
    coordinator = coordinators.select_related("user").order_by("user__name")[0].user
    furnish(today=scene.today, contact=contact, coordinator=coordinator)
    planner = make_user(scene, PLANNER, "stageplanner", Role.COMPANY_CONTACT)
    open_places(today=scene.today, garage=contact, planner=planner, coordinator=coordinator)
    apply_for_places(today=scene.today, planner=planner)
    zeewaarde = School.objects.order_by("-code")[0]
    make_promises(today=scene.today, school=zeewaarde)
    placer = coordinators.filter(school=zeewaarde).order_by("user__name")[0].user
    look_for_places(today=scene.today, school=zeewaarde, by=placer)
    open_round(today=scene.today, school=zeewaarde, by=placer)
    place_students(today=scene.today, school=zeewaarde, by=placer)
    write(today=scene.today, school=zeewaarde, by=placer)
    duinkerk = School.objects.get(sector="hbo")
    hbo = coordinators.filter(school=duinkerk).order_by("user__name")[0].user
    ask_student(today=scene.today, school=duinkerk, by=hbo)
    end_placement(today=scene.today)


def make_school(scene: Scene, cast: Cast) -> None:
    school = School.objects.create(
        code=cast.code,
        name=cast.name,
        sector=cast.sector,
        province=cast.province,
        vault=Vault.objects.create(),
        welcome_text=cast.welcome,
        welcome_text_en=cast.welcome_en,
        counsellor_contact=cast.contact,
        counsellor_contact_en=cast.contact_en,
        email_domains=f"{cast.code}.example",
    )
    administrator = make_user(scene, cast.administrator, cast.code, Role.SCHOOL_ADMINISTRATOR)
    join(school, administrator, Role.SCHOOL_ADMINISTRATOR)
    close_for_christmas(school=school, by=administrator)
    custodians = [make_user(scene, name, cast.code, Role.CUSTODIAN) for name in cast.custodians]
    for user in custodians:
        join(school, user, Role.CUSTODIAN)
    scene.shares[cast.name] = make_recovery(school, custodians)
    for name, role, title in cast.team:
        user = make_user(scene, name, cast.code, role)
        join(school, user, role, title)
        scene.members[name] = admit(scene, school, user, role)


def join(school: School, user: User, role: str, title: str = "") -> None:
    Membership.objects.create(user=user, school=school, role=role, title=title)


def tell_stories(scene: Scene) -> None:
    """Every act on its own day, oldest first: the audit log is a history."""
    filed: dict[str, FiledReport] = {}
    acts: list[tuple[int, int, Story, str, str]] = []
    for number, story in enumerate(TOLD):
        acts.append((-story.days_ago, number, story, "file", ""))
        acts += [(-days, number, story, who, text) for days, who, text in story.acts]
    for days, _number, story, who, text in sorted(acts, key=lambda act: act[:2]):
        with suppose(scene.today + timedelta(days=days)):
            if who == "file":
                filed[story.label] = tell(scene, story)
            else:
                act(scene, filed[story.label], who, text)


def tell(scene: Scene, story: Story) -> FiledReport:
    school = School.objects.get(code=story.school)
    company = TrainingCompany.objects.filter(name=story.company).first()
    excluded = User.objects.filter(name__in=story.excluded)
    account = Account(
        school=story.school,
        account=story.text,
        phases=list(story.phases),
        grounds=list(story.grounds),
        forms=list(story.forms),
        when=story.when,
        company_id=str(company.pk) if company else "",
        company_text=story.company,
        wish=story.wish,
    )
    filing = Filing(
        school=school,
        account=account,
        excluded=[str(user.pk) for user in excluded],
        known_as=story.known_as,
    )
    receipt = scene.receipts[story.label] = receipts.new_receipt()
    if not story.taken_by:
        return file_report(filing=filing, receipt=receipt)
    taker = scene.members[story.taken_by].recipient.user
    return take_down(member=taker, filing=filing, receipt=receipt, settle=nothing_more)


def own(filed: FiledReport) -> OwnDossier:
    """Open it as its reporter."""
    keys = filed.receipt_keys
    return open_own(locator=keys.locator, wrapping_key=keys.wrapping_key)


def act(scene: Scene, filed: FiledReport, who: str, text: str) -> None:
    """The reporter writes, a member answers or notes something, or a company is asked."""
    if who == "melder":
        mine = own(filed)
        kind = Kind.MESSAGE if mine.case else Kind.ADDITION
        reporter.send(own=mine, text=text, kind=kind)
        return
    if who == "heropen":
        reopen(own=own(filed), text=text)
        return
    is_note, _, name = who.rpartition(":")
    case = Case.objects.select_related("school", "dossier").get(dossier=filed.dossier)
    member = scene.members[name]
    if is_note == "bedrijf":
        mine = own(filed)
        code = ask_company(member=member, case=case, mine=mine, text=text)
        scene.codes[mine.account.company_text] = code
        return
    if is_note.startswith("stap:"):
        take_step(member=member, case=case, step=is_note, words=text)
        return
    if is_note in ACTS:
        ACTS[is_note](member=member, case=case, mine=lambda: own(filed), text=text)
        return
    if is_note == "sbb":
        hand_to_sbb(member=member, case=case, mine=own(filed), text=text)
        return
    write = casework.add_note if is_note else casework.reply
    write(member=member, case=case, text=text)
