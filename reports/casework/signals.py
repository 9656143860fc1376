"""News for the rooms above, sent within the transaction of the change."""

from django.dispatch import Signal

# case: Case, locked and saved; before, after: Status; keys: DossierKeys, or None where nobody with
# a key was there (SBB's outcome); planned: the day that was agreed with it, or None;
# member: UnlockedMember who took the step, or None.
# Of a withdrawal it comes before everything is destroyed.
case_moved = Signal()

# dossier: Dossier, locked; keys: DossierKeys. SBB wrote to the school that the company may train
# nobody any more, for now or for good, and a member filed that letter.
placement_lost = Signal()

# dossier: Dossier, locked; users: those who may not see it any more: excluded, not let in, or
# stepped back. What else they had of the case goes with it (P2).
access_ended = Signal()
