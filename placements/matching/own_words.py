"""What a student reads of a round, in plain words: what counts, and how far a place came."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from placements.matching import fitting
from placements.matching.cutoffs import CutOff, Standing
from placements.matching.models import Wish
from placements.matching.priorities import Criterion
from placements.matching.reasons import Answer, Reason

SHORT = 12  # digits of a lottery number: enough to compare, short enough to read


@dataclass(frozen=True)
class Counting:
    name: str
    text: str


def counting(criterion: Criterion) -> Counting:
    match criterion:
        case Criterion.GOALS:
            return Counting(
                _("Wat je er kunt leren"),
                _("Wie op een plek meer van de eigen leerwensen kan leren, gaat daar voor."),
            )
        case Criterion.NEEDS:
            return Counting(
                _("Wat je nodig hebt op de werkplek"),
                _("Wie iets nodig heeft en op een plek alles daarvan vindt, gaat daar voor."),
            )
        case Criterion.TRAVEL:
            return Counting(
                _("Reistijd"),
                _(
                    "Wie korter reist, gaat voor. We rekenen voor iedereen met fiets, bus en "
                    "trein, ongeveer, in stappen van een kwartier."
                ),
            )


def counts_of(wish: Wish, criteria: tuple[Criterion, ...]) -> list[tuple[str, str]]:
    """What a list keeps of a place, for the student to read."""
    return [(counting(one).name, _count(wish, one)) for one in criteria]


def _count(wish: Wish, criterion: Criterion) -> str:
    match criterion:
        case Criterion.GOALS:
            text = ngettext("%(n)s leerwens past", "%(n)s leerwensen passen", wish.goals)
            return text % {"n": wish.goals}
        case Criterion.NEEDS:
            return _("alles is er") if wish.needs else _("telt hier niet mee")
        case Criterion.TRAVEL:
            return travel(wish.minutes)


def travel(minutes: int | None) -> str:
    """A band, never a number: the journey is an estimate."""
    if minutes is None:
        return _("niet bekend")
    first, end = fitting.band(minutes)
    if end is None:
        return _("ongeveer %(first)s minuten of meer") % {"first": first}
    if first == 0:
        return _("ongeveer een kwartier of korter")
    return _("ongeveer %(first)s tot %(end)s minuten") % {"first": first, "end": end}


# ---------- why this place, and why not that one ----------


def reason(answer: Answer) -> str:
    sentence = _full(answer) if answer.reason is Reason.FULL else _SENTENCES[answer.reason]()
    return str(sentence)


def _full(answer: Answer) -> str:
    """Whether the rules put others first, or the lottery did."""
    standing, line = answer.standing, answer.cut_off
    if standing is not None and line is not None and standing.tier == line.tier:
        return _(
            "De plek is vol. Je stond gelijk met andere studenten. Toen besliste de loting: "
            "jouw lotnummer was te hoog."
        )
    return _(
        "De plek is vol. De plekken gingen naar studenten die volgens de regels van deze ronde "
        "voor jou aan de beurt waren."
    )


# Called when shown: each reader has a language.
_SENTENCES = {
    Reason.GOT_IT: lambda: _(
        "Hier kom je. Het is de hoogste plek op jouw lijst waar jij aan de beurt was."
    ),
    Reason.NOT_LISTED: lambda: _("Deze plek stond niet op je lijst."),
    Reason.NOT_ELIGIBLE: lambda: _(
        "Hier kon je niet komen: de plek paste niet bij je opleiding of leerweg, of nam bij het "
        "verdelen geen studenten aan."
    ),
    Reason.HIGHER: lambda: _(
        "Naar deze plek is niet gekeken: je kreeg er een die hoger op jouw lijst staat."
    ),
    Reason.BY_HAND: lambda: _("Hier kom je, omdat een coördinator je hier heeft geplaatst."),
    Reason.TAKEN_OUT: lambda: _(
        "De ronde gaf je deze plek. Daarna heeft een coördinator dat veranderd."
    ),
    Reason.WAS_HIGHER: lambda: _(
        "Naar deze plek is niet gekeken: de ronde gaf je er een die hoger op jouw lijst staat. "
        "Daarna heeft een coördinator dat veranderd."
    ),
}


def checkable(answer: Answer) -> list[tuple[str, str]]:
    """The own standing beside the line of the place; nothing where there is nothing to compare."""
    if answer.standing is None:
        return []
    own, line = answer.standing, answer.cut_off
    return [
        (_("Jouw groep op deze plek"), str(own.tier)),
        (_("Jouw lotnummer"), shortened(own)),
        (_("Tot hier kwam de plek"), line_of(line)),
    ]


def shortened(own: Standing) -> str:
    return f"{own.number[:SHORT]}…"


def line_of(line: CutOff | None) -> str:
    if line is None:
        return _("Iedereen die hier wilde komen en mocht, kon er terecht.")
    if line.tier == 0:
        return _("Niemand kon hier terecht.")
    values = {"last": line.tier, "before": line.tier - 1, "below": line.below}
    if not line.below and line.tier == 1:
        return _("Groep 1 kon er terecht, en daarna niemand.")
    if not line.below:
        return _("Groep 1 tot en met %(last)s kon er terecht, en daarna niemand.") % values
    if line.tier == 1:
        return _("Van groep 1 kwamen de lotnummers onder %(below)s erin.") % values
    return (
        _(
            "Groep 1 tot en met %(before)s kwam er helemaal in, en van groep %(last)s de "
            "lotnummers onder %(below)s."
        )
        % values
    )
