"""Fictional cases in which a team works together: a told report, tasks, a witness, cases together.

An act `taak:<name>` is a task of this member, `getuige:<name>` what a witness told them with the
melder's yes, and `naast:<name>` puts the case beside the other one about the same company.
"""

from collections.abc import Callable
from datetime import timedelta

from reports.answers import actions as answers
from reports.casework.models import Case
from reports.casework.opening import read_cards
from reports.casework.policy import POLICY
from reports.consents.vocabulary import Step
from reports.demo.consent import granted
from reports.demo.stories import Story
from reports.dossiers.vocabulary import Told
from reports.ladder import actions as ladder
from reports.links import actions as links
from reports.links.vocabulary import Role
from reports.reporter.opening import OwnDossier
from reports.tasks import actions as tasks
from stagebaken.vault.sessions import UnlockedMember
from stagebaken.web.days import today

# Opens the dossier as its reporter; one of a told report opens nothing before a new code.
Mine = Callable[[], OwnDossier]
WITNESS = "Een klasgenoot die erbij was"
ASKED = "Was jij erbij toen er iets gebeurde op de stage? Wil je vertellen wat je zag?"

TEAMWORK = (
    Story(
        label="een verhaal dat aan Joy Martina is verteld; je krijgt eerst een nieuwe code",
        school="zeewaarde",
        text=(
            "Een bewoner wil niet door mij geholpen worden en mijn begeleider zegt dat ik dan maar "
            "de was moet doen. Ik kwam het vertellen omdat ik het zelf niet goed kan opschrijven."
        ),
        wish="talk",
        days_ago=8,
        phases=("during",),
        grounds=("race",),
        forms=("tasks",),
        company="Woonzorg Het Duinhuis",
        taken_by="Joy Martina",
        acts=(
            (7, "Joy Martina", "Goed dat je langskwam. Klopt wat ik opschreef? Wat wil jij?"),
            (6, "naast:Fenna Hoekstra", "Twee studenten bij hetzelfde huis, in dezelfde maand."),
            (5, "taak:Joy Martina", "Vraag de student of ze deze week wil praten."),
        ),
    ),
    Story(
        label="een zaak met het antwoord van een getuige; neem hier een kopie van je dossier mee",
        school="zeewaarde",
        text=(
            "In de pauze doen collega's mijn accent na. De chef lacht mee. Een klasgenoot die daar "
            "ook stage loopt, heeft het gehoord."
        ),
        wish="act",
        days_ago=14,
        phases=("during",),
        grounds=("race",),
        forms=("remarks", "bullying"),
        company="Eethuis Twee Zussen",
        acts=(
            (13, "Mehmet Aydın", "Wat vervelend. Mogen we je klasgenoot vragen wat die hoorde?"),
            (12, "taak:Mehmet Aydın", "Bel de klasgenoot, na een ja van de melder."),
            (
                9,
                "getuige:Mehmet Aydın",
                "Ik heb het twee keer gehoord. De chef deed mee. Ik durfde niets te zeggen.",
            ),
            (8, "taak:Joy Martina", "Bespreek met het team wat we het eethuis vragen."),
        ),
    ),
)


def write_task(*, member: UnlockedMember, case: Case, mine: Mine, text: str) -> None:
    """Something to do within three days, for whoever wrote it down."""
    due_on = today() + timedelta(days=3)
    tasks.add(member=member, case=case, text=text, due_on=due_on, assignee=member.recipient.user)


def hear_witness(*, member: UnlockedMember, case: Case, mine: Mine, text: str) -> None:
    """Ask the reporter, let them say yes, ask the witness, and let the reporter read the answer."""
    consent_id = granted(
        member=member,
        mine=mine(),
        step=Step.WITNESS,
        receiver=WITNESS,
        text=ASKED,
        may_follow="Die persoon kan vertellen wat er gebeurde. Dat hoeft niet.",
    )
    ladder.carry_out(member=member, case=case, consent_id=consent_id, step=Step.WITNESS)
    answers.enter(
        member=member, case=case, consent_id=consent_id, text=text, came_on=today(),
        told=Told.WHOLE,
    )  # fmt: skip


def put_beside(*, member: UnlockedMember, case: Case, mine: Mine, text: str) -> None:
    """Find the other case about this company among those that the member may open."""
    visible = POLICY.visible_to(member.recipient.user).select_related("school", "dossier__report")
    cards = read_cards(member=member, cases=visible)
    company = cards.pop(str(case.pk))["company"]
    found = next(pk for pk, card in cards.items() if card["company"] == company)
    number = Case.objects.get(pk=found).number
    links.link(member=member, case=case, number=number, role=Role.BESIDE, text=text)


ACTS: dict[str, Callable[..., None]] = {
    "taak": write_task,
    "getuige": hear_witness,
    "naast": put_beside,
}
