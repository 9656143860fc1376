"""What a case that closes must know of this room (casework/place.py)."""

from reports.casework import place as places
from reports.casework.models import Case
from reports.casework.place import Place, Search
from reports.dossiers.actions import read_account, read_decisions
from reports.replacing import matter as matters
from reports.replacing.actions import replacement_days, rest
from reports.replacing.matter import Stage
from reports.replacing.need import is_there, must_be_asked
from stagebaken.vault.keys import DossierKeys
from stagebaken.vault.sessions import UnlockedMember

# A yes waits to be carried out, a question for its answer; all other stages are an answer.
UNSETTLED = {Stage.YES: Place.AGREED, Stage.ASKED: Place.OPEN}


class Replacing:
    def place(self, case: Case, keys: DossierKeys, *, is_lost: bool) -> Place:
        known = matters.read(case.dossier, keys)
        if known.stage != Stage.NONE:
            return UNSETTLED.get(Stage(known.stage), Place.SETTLED)
        report = case.dossier.report
        account = read_account(report=report, keys=keys)
        wish = read_decisions(report=report, keys=keys).wish
        ends = is_lost and is_there(account)
        return Place.OPEN if ends or must_be_asked(case, account, wish, known) else Place.SETTLED

    def rest(self, member: UnlockedMember, case: Case, keys: DossierKeys, why: str) -> None:
        rest(member, case, keys, why)

    def search(self, case: Case, keys: DossierKeys) -> Search:
        return Search(*replacement_days(case.dossier, keys))


def register() -> None:
    places.join(Replacing())
