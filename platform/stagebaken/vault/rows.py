"""Keyring rows: one per dossier, holder and audience. The verbs stand in keyring.py."""

from collections.abc import Collection, Iterable
from uuid import UUID

from django.db.models import QuerySet

from stagebaken.vault import letter_keys, roster, wrapping
from stagebaken.vault.errors import NotOnKeyring
from stagebaken.vault.keys import DossierKeys
from stagebaken.vault.models import (
    Audience,
    Custodian,
    Dossier,
    Holder,
    Recipient,
    RecipientState,
    Vault,
    Wrap,
    WrapState,
)


def lock(dossier: Dossier) -> Dossier:
    """Lock the dossier's row, so that a grant cannot race an exclusion; return it as it is now."""
    try:
        return Dossier.objects.select_for_update().get(pk=dossier.pk)
    except Dossier.DoesNotExist:
        raise NotOnKeyring("The dossier was destroyed.") from None


def lock_vault(vault_id: UUID | str) -> Vault:
    """Lock the vault's row and return it as it is now: after a dossier's row, never before.

    A dossier that is being filed must not miss the member who is being admitted, nor be wrapped
    for the recovery key that is being replaced.
    """
    return Vault.objects.select_for_update().get(pk=vault_id)


def admissible(vault: Vault) -> list[Recipient]:
    """Return the members for whom keys may be wrapped: admitted, and with a valid signature."""
    admitted = vault.recipients.filter(state=RecipientState.ADMITTED).select_related("user")
    return [one for one in admitted.order_by("pk") if may_receive(one, vault.pk)]


def may_receive(recipient: Recipient, vault_id: UUID | None) -> bool:
    return (
        recipient.state == RecipientState.ADMITTED
        and recipient.vault_id == vault_id
        and roster.is_trusted(recipient)
    )


def barred(dossier: Dossier) -> set[UUID]:
    """Ids of the people whom the reporter excluded and of those who stepped back."""
    rows = Wrap.objects.filter(
        dossier=dossier, user__isnull=False, state__in=[WrapState.EXCLUDED, WrapState.RECUSED]
    )
    return set(rows.values_list("user_id", flat=True))


def excluded(dossier: Dossier) -> QuerySet[Wrap]:
    return Wrap.objects.filter(dossier=dossier, user__isnull=False, state=WrapState.EXCLUDED)


def give(dossier: Dossier, recipients: Collection[Recipient], keys: DossierKeys) -> None:
    """Wrap every key that is held for these members, replacing the rows they had."""
    held = list(keys.held())
    Wrap.objects.filter(
        dossier=dossier,
        user__in=[one.user_id for one in recipients],
        audience__in=[audience for audience, _ in held],
    ).delete()
    Wrap.objects.bulk_create(
        Wrap(
            dossier=dossier,
            holder=Holder.MEMBER,
            recipient=recipient,
            user_id=recipient.user_id,
            audience=audience,
            state=WrapState.WRAPPED,
            wrapped=wrapping.wrap(
                key, recipient.public_key, dossier_id=dossier.pk, audience=audience
            ),
        )
        for recipient in recipients
        for audience, key in held
    )


def give_recovery(dossier: Dossier, vault: Vault, keys: DossierKeys) -> bool:
    """Wrap for the recovery key, unless it is not trusted or a custodian is excluded."""
    vault = lock_vault(vault.pk)
    public_key = vault.recovery_public_key
    if public_key is None or not roster.is_trusted(vault) or is_recovery_barred(dossier, vault):
        return False
    held = list(keys.held())
    recovery(dossier).filter(audience__in=[audience for audience, _ in held]).delete()
    Wrap.objects.bulk_create(
        Wrap(
            dossier=dossier,
            holder=Holder.RECOVERY,
            audience=audience,
            state=WrapState.WRAPPED,
            wrapped=wrapping.wrap(key, public_key, dossier_id=dossier.pk, audience=audience),
        )
        for audience, key in held
    )
    return True


def recovery(dossier: Dossier) -> QuerySet[Wrap]:
    return Wrap.objects.filter(dossier=dossier, holder=Holder.RECOVERY)


def is_recovery_barred(dossier: Dossier, vault: Vault) -> bool:
    """Tell whether an excluded person holds a share of the vault's present recovery key."""
    # Also a custodian who stopped: the share stays in their hands until the key is renewed.
    return (
        Custodian.objects.filter(vault=vault, generation=vault.recovery_generation)
        .filter(user__in=excluded(dossier).values("user"))
        .exists()
    )


def bar(dossier: Dossier, user_ids: Iterable[UUID], state: WrapState) -> None:
    """Destroy these people's wraps and keep a row for both audiences that says why."""
    user_ids = list(user_ids)
    had = dict(
        Wrap.objects.filter(
            dossier=dossier, user__in=user_ids, recipient__isnull=False
        ).values_list("user_id", "recipient_id")
    )
    Wrap.objects.filter(dossier=dossier, user__in=user_ids).delete()
    letter_keys.bar(dossier, user_ids)
    Wrap.objects.bulk_create(
        Wrap(
            dossier=dossier,
            holder=Holder.MEMBER,
            recipient_id=had.get(user_id),
            user_id=user_id,
            audience=audience,
            state=state,
        )
        for user_id in user_ids
        for audience in Audience
    )


def bar_recovery(dossier: Dossier) -> None:
    recovery(dossier).update(state=WrapState.EXCLUDED, wrapped=None)
    letter_keys.bar_recovery(Dossier.objects.filter(pk=dossier.pk))
