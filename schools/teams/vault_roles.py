"""What ends in the vault with a membership: the key of a member, the seat of a custodian."""

from schools.registry.models import Owner
from schools.teams.models import Membership
from stagebaken.vault import rows
from stagebaken.vault.leaving import suspend
from stagebaken.vault.models import Custodian
from stagebaken.web.days import today

SHARES_TO_RECOVER = 2  # of the three custodians' shares open the recovery key; vault.md


def end(membership: Membership, owner: Owner) -> bool:
    """Suspend the key of who left the team, and note that a custodian stopped."""
    if owner.vault_id is None:
        return False
    # A report being filed sees the change or comes first: nothing is wrapped for who just left.
    vault, user = rows.lock_vault(owner.vault_id), membership.user
    if membership.role == owner.custodian_role:
        shares = Custodian.objects.filter(vault=vault, user=user, ended_on__isnull=True)
        shares.update(ended_on=today())
    if membership.role not in owner.team_roles:
        return False
    if Membership.objects.reporting_team(owner).filter(user=user).exists():
        return False  # still on the team in the other role
    return suspend(vault, user)


def leaves_too_few_shares(membership: Membership, owner: Owner) -> bool:
    """Two shares open the recovery key: with fewer there would be no new one either (P4)."""
    if owner.vault is None:
        return False
    generation = owner.vault.recovery_generation
    seats = Custodian.objects.filter(
        vault=owner.vault, generation=generation, ended_on__isnull=True
    )
    held, others = seats.filter(user=membership.user_id), seats.exclude(user=membership.user_id)
    return held.exists() and others.count() < SHARES_TO_RECOVER
