"""Keep a search and let days pass."""

from datetime import timedelta

from placements.saved_searches import actions, mails, rounds
from placements.saved_searches.models import SavedSearch
from placements.search.index import bring_up_to_date
from stagebaken.web.days import suppose, today
from tests.placements.applications.scene import Scene

AUTO = "crebo=90211&vetted=1"


def keep(scene: Scene, asked: str = AUTO, name: str = "Auto") -> SavedSearch:
    return actions.save(by=scene.user, student=scene.yasmina, asked=asked, name=name)


def morning(days: int = 1) -> None:
    """What the scheduler does on the morning so many days from today."""
    with suppose(today() + timedelta(days=days)):
        bring_up_to_date()
        rounds.forget(today())
        for student in rounds.due(today()):
            if rounds.look_for(student, today()):
                mails.mail_student(student)
