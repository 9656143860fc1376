"""Vaults of the demo: custodians hold a sitting, and admit who reads first."""

from typing import TYPE_CHECKING

from schools.registry.models import Owner
from stagebaken.accounts.models import User
from stagebaken.audit.actions import record
from stagebaken.audit.models import Scope, Verb
from stagebaken.vault import ceremony, membership, passphrases, recovery
from stagebaken.vault.models import Recipient, Vault
from stagebaken.vault.sessions import UnlockedMember

if TYPE_CHECKING:
    from reports.demo.scene import Scene


def make_recovery(owner: Owner, custodians: list[User]) -> list[str]:
    """Hold the sitting of the three custodians; each types two words back."""
    vault = own_vault(owner)
    sitting = ceremony.begin(vault=vault, custodians=[user.pk for user in custodians])
    shares = list(sitting.shares)
    while not sitting.is_complete:
        words = sitting.share
        sitting = ceremony.confirm(sitting, [words[place - 1] for place in sitting.asked])
    ceremony.complete(sitting)
    record(verb=Verb.SET_UP, actor=custodians[0], scope=Scope.VAULT, vault_id=vault.pk)
    owner.vault = Vault.objects.get(pk=vault.pk)
    return shares


def own_vault(owner: Owner) -> Vault:
    if owner.vault is None:
        raise ValueError(owner.code)
    return owner.vault


def admit(scene: "Scene", owner: Owner, user: User, role: str) -> UnlockedMember:
    """Two custodians admit the first member; that member admits the others."""
    vault, passphrase = own_vault(owner), passphrases.new_passphrase()
    recipient = membership.make_key(vault=vault, user=user, role=role, passphrase=passphrase)
    public_key = bytes(recipient.public_key)
    first = next((one for one in scene.members.values() if one.recipient.vault == vault), None)
    if first is None:
        for custodian in recovery.custodians_of(vault)[: membership.APPROVALS]:
            membership.approve(recipient=recipient, public_key=public_key, by=custodian)
        by = custodian.user
    else:
        membership.admit(recipient=recipient, public_key=public_key, by=first.recipient)
        by = first.recipient.user
    record(verb=Verb.ADMITTED, actor=by, scope=Scope.VAULT, vault_id=vault.pk, subject=user.pk)
    scene.passphrases[user.email] = passphrase
    admitted = Recipient.objects.select_related("user", "vault").get(pk=recipient.pk)
    return UnlockedMember(admitted, passphrases.open_private_key(
        bytes(admitted.sealed_key), passphrase, recipient_id=admitted.pk
    ))  # fmt: skip
