"""For texts in English: the plainest cases. Better words are in English too."""

from placements.wording.entries import access, age, appearance, gender, origin, person
from placements.wording.vocabulary import Entry, entries

ENTRIES: tuple[Entry, ...] = (
    *entries(
        age.ASKED,
        {
            "under|below # years": "everyone who wants to learn this trade",
            "between # and # years": "everyone who wants to learn this trade",
            "young ~ man|woman|candidate|candidates|professional": "a student",
        },
    ),
    *entries(age.TEAM, {"young ~ team": "a team of six people"}),
    *entries(
        origin.NATIVE,
        {
            "native dutch|english|level": "you can talk with customers",
            "mother tongue": "you can talk with customers",
        },
    ),
    *entries(
        gender.JOB,
        {
            "salesman|saleswoman|salesmen": "salesperson",
            "handyman|handymen": "maintenance worker",
            "waitress|waitresses|hostess|stewardess": "server, host or cabin crew",
            "craftsman|craftsmen|foreman|chairman": "craftsperson, supervisor or chair",
        },
    ),
    *entries(gender.PRONOUN, {"he|his": "you, or they"}),
    *entries(
        appearance.LOOKS,
        {
            "well groomed": "you wear clean work clothes",
            "neat|good|attractive appearance|looks": "you wear clean work clothes",
        },
    ),
    *entries(
        access.BODY,
        {
            "physically fit|strong": "you lift up to 10 kilos, with equipment",
            "able bodied": "you lift up to 10 kilos, with equipment",
        },
    ),
    *entries(
        person.LICENCE,
        {
            "driving licence|license": "you ride along with a colleague",
            "driver s licence|license": "you ride along with a colleague",
        },
    ),
    *entries(person.OWN, {"own laptop|car|phone|tools": "we lend you what you need"}),
)
