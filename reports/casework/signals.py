"""News for the rooms above, sent within the transaction of the change."""

from django.dispatch import Signal

# case: Case, locked and saved; before, after: Status; keys: DossierKeys, or None where nobody with
# a key was there (SBB's outcome); planned: the day that was agreed with it, or None.
# Of a withdrawal it comes before everything is destroyed.
case_moved = Signal()

# case: Case; keys: DossierKeys. A receiver may answer with what it knows for the registration
# record: {"replacement_asked_on": date, "replaced_on": date}.
case_closing = Signal()

# dossier: Dossier, locked; users: those who may not see it any more: excluded, not let in, or
# stepped back. What else they had of the case goes with it (P2).
access_ended = Signal()
