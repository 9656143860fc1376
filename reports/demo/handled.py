"""Fictional cases further on the road: waiting for a choice, in aftercare, closed, open again.

An act `stap:<status>:<name>` is a step that this member takes; `heropen` is the reporter's own.
"""

from datetime import timedelta
from typing import Any

from reports.casework import actions as casework
from reports.casework.models import Case, Status
from reports.demo.stories import Story
from schools.registry.models import School
from schools.terms.actions import add_break
from schools.terms.working_days import Calendar
from stagebaken.accounts.models import User
from stagebaken.vault.sessions import UnlockedMember
from stagebaken.web.days import today

HANDLED = (
    Story(
        label="een zaak waarin de melder kiest; de klok van de school staat stil",
        school="zeewaarde",
        text="De leidinggevende vroeg of ik wel naar de kerk ga, en daarna of ik vegetarisch ben.",
        wish="act",
        days_ago=13,
        phases=("during",),
        grounds=("religion",),
        forms=("remarks",),
        company="Woonzorg Het Duinhuis",
        acts=(
            (11, "stap:acknowledged:Fenna Hoekstra", ""),
            (10, "stap:intake:Fenna Hoekstra", "In lokaal 1.07, of bel me."),
            (
                6,
                "stap:awaiting_student_choice:Fenna Hoekstra",
                (
                    "Fijn dat je er was. Je kunt kiezen: we doen nog niets, we vragen het bedrijf "
                    "in algemene woorden hoe het gaat, of we zoeken een andere plek. Zeg wat bij "
                    "jou past."
                ),
            ),
        ),
    ),
    Story(
        label="een zaak in nazorg",
        school="zeewaarde",
        text="Na mijn zwangerschap was er ineens geen plek meer voor mij.",
        wish="place",
        days_ago=24,
        phases=("during",),
        grounds=("pregnancy",),
        forms=("sent_away",),
        company="Boekhandel De Kantlijn",
        known_as="Noor",
        acts=(
            (23, "stap:acknowledged:Joy Martina", ""),
            (21, "stap:replacement:Joy Martina", "Ik bel vandaag drie plekken in de buurt."),
            (
                5,
                "stap:aftercare:Joy Martina",
                "Fijn dat je maandag begint. Ik vraag over twee weken hoe het gaat.",
            ),
        ),
    ),
    Story(
        label="een afgeronde zaak",
        school="zeewaarde",
        text="In het gesprek vroegen ze of mijn hoofddoek ook af kan.",
        wish="talk",
        days_ago=27,
        phases=("seeking",),
        grounds=("religion",),
        forms=("rules",),
        company="Verpleeghuis Zeezicht-Oost",
        acts=(
            (26, "stap:acknowledged:Mehmet Aydın", ""),
            (25, "Mehmet Aydın", "Dat mogen ze niet vragen. Wat wil jij dat er gebeurt?"),
            (23, "melder", "Niets. Ik heb nu een andere plek. Ik wilde het alleen vertellen."),
            (
                20,
                "stap:closed:Mehmet Aydın",
                "Dank je dat je het vertelde. We doen niets, zoals je vroeg. Kom gerust terug.",
            ),
        ),
    ),
    Story(
        label="een zaak die de melder weer opende",
        school="duinkerk",
        text="Mijn begeleider stuurt me steeds berichtjes over hoe ik eruitzie.",
        wish="talk",
        days_ago=25,
        phases=("during",),
        grounds=("sex", "appearance"),
        forms=("harassment",),
        company="Netwerkwerf",
        acts=(
            (23, "stap:acknowledged:Dewi Siahaya", ""),
            (
                17,
                "stap:closed:Dewi Siahaya",
                "Je zei dat het gestopt is. Begint het weer? Open je zaak dan.",
            ),
            (3, "heropen", "Het is weer begonnen."),
        ),
    ),
)
OUTCOMES = {Status.CLOSED: "no_steps"}
PLANNED = {Status.INTAKE: 2, Status.AFTERCARE: 10}  # working days ahead


def take_step(*, member: UnlockedMember, case: Case, step: str, words: str) -> None:
    """A step as its page sends it, with what the table demands; `step` is `stap:<status>`."""
    to = Status(step.removeprefix("stap:"))
    given: dict[str, Any] = {"words": words}
    if to in PLANNED:
        given["day"] = Calendar.of(case.school).shift(today(), PLANNED[to])
    if to in OUTCOMES:
        given |= {"outcome": OUTCOMES[to], "note": "Besproken met de melder."}
        given["no_place"] = "De melder wil op deze plek blijven."
    casework.move(member=member, case=case, to=to, **given)


def close_for_christmas(*, school: School, by: User) -> None:
    """Two weeks that count in no term of the school."""
    first = today().replace(month=12, day=21)
    last = first + timedelta(days=13)
    add_break(by=by, school=school, name="Kerst", first_day=first, last_day=last, once=None)
