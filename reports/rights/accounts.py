"""Correct and erase what an account holds of a person. Who runs the installation does both.

Nobody renames themselves: a reporter excludes people by name, and a new name would slip past that.
"""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.db import transaction
from django.db.models import F, Q

from placements.contacts.models import CompanyContact, CompanyInvitation
from schools.students.models import Student
from schools.teams.actions import owner_at
from schools.teams.models import Invitation, MailFailure, Membership
from schools.teams.tasks import tell_team
from stagebaken.accounts.models import User
from stagebaken.audit.actions import record
from stagebaken.audit.models import Scope, Verb
from stagebaken.vault.models import Custodian, Recipient, RecipientState

ERASED = "Gewist account"  # in Dutch for everybody: it takes the place of a name in the database
KEYED = (RecipientState.KEYED, RecipientState.ADMITTED, RecipientState.SUSPENDED)


class StillInUse(Exception):
    """The account still has a role, speaks for a company, or holds a key or a share."""


@transaction.atomic
def rename(*, user: User, name: str) -> None:
    """Put another name; every team that this person is on hears that something changed."""
    user = User.objects.select_for_update().get(pk=user.pk)
    user.name = name.strip()
    user.full_clean(exclude=["password"])
    user.save(update_fields=["name"])
    for membership in Membership.objects.of(user).select_related("school"):
        if owner := owner_at(membership.school, membership.role):
            tell_team(owner)
    record(verb=Verb.ACCOUNT_RENAMED, actor=None, scope=Scope.ACCOUNT, subject=user.pk)


@transaction.atomic
def erase(*, user: User) -> None:
    """Take name, address and ways to sign in away. Raises StillInUse.

    The row stays, as a random id: the audit log and dossiers point at it, and then at nobody.
    """
    user = User.objects.select_for_update().get(pk=user.pk)
    if is_in_use(user):
        raise StillInUse
    for model in (EmailAddress, Authenticator, SocialAccount, MailFailure):
        model.objects.filter(user=user).delete()
    nowhere = f"{user.pk}@gewist.invalid"
    for invitations in (Invitation, CompanyInvitation):
        invitations.objects.filter(user=user).update(name=ERASED, email=nowhere)
    user.name, user.email, user.is_active = ERASED, nowhere, False
    user.set_unusable_password()  # ends every session
    user.save()
    record(verb=Verb.ACCOUNT_ERASED, actor=None, scope=Scope.ACCOUNT, subject=user.pk)


def is_in_use(user: User) -> bool:
    """What must end first, with its own rules: erasing must not be a way around them."""
    shares = Custodian.objects.filter(user=user, generation=F("vault__recovery_generation"))
    keys = Recipient.objects.filter(user=user, state__in=KEYED)
    waiting = Q(accepted_on__isnull=True, withdrawn_on__isnull=True)
    return (
        Membership.objects.of(user).exists()
        or Student.objects.filter(account=user).exists()
        or CompanyContact.objects.of(user).exists()
        or Invitation.objects.filter(waiting, user=user).exists()
        or CompanyInvitation.objects.filter(waiting, user=user).exists()
        or shares.exists()
        or keys.exists()
    )
