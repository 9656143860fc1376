"""The keyring: who can read which dossier is exactly who has its key wrapped here.

The vault knows no domain. It seals bytes for recipients; what they mean, other rooms know.
"""

import secrets
import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

SALT_BYTES = 16


class Audience(models.TextChoices):
    """The two data keys of a dossier (vault.md, Content)."""

    SHARED = "shared"  # reporter and staff: account, conversation, attachments, card
    STAFF = "staff"  # internal notes, minutes; never wrapped for the reporter


class Installation(models.Model):
    """One row: the Argon2id salt of every receipt. Never rotated, or receipts stop opening."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    receipt_salt = models.BinaryField(max_length=16)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(id=1), name="one_installation"),
        ]

    def __str__(self) -> str:
        return "installation"

    @classmethod
    def salt(cls) -> bytes:
        """Return the salt, made at the first use; two first uses at once agree on one."""
        row, _ = cls.objects.get_or_create(
            id=1, defaults={"receipt_salt": secrets.token_bytes(SALT_BYTES)}
        )
        return bytes(row.receipt_salt)


class Vault(models.Model):
    """The vault of one body: a school's reporting team, later SBB's."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    recovery_public_key = models.BinaryField(null=True)
    # The recovery private key, sealed under 32 random bytes that only SLIP-39 shares hold.
    recovery_sealed_key = models.BinaryField(null=True)
    recovery_test = models.BinaryField(null=True)  # opened by the drill (vault.md, Recovery)
    recovery_generation = models.PositiveIntegerField(default=0)
    recovery_mac = models.BinaryField(null=True)  # against a swapped recovery key
    drilled_on = models.DateField(null=True)

    def __str__(self) -> str:
        return str(self.id)

    @property
    def is_set_up(self) -> bool:
        return self.recovery_public_key is not None


class RecipientState(models.TextChoices):
    KEYED = "keyed"  # has a key pair, waits for admission: nothing is wrapped for it
    ADMITTED = "admitted"
    SUSPENDED = "suspended"  # leaving: no access, wraps still there (vault.md, leave the team)
    LEFT = "left"
    # The passphrase was lost, and its owner stayed: recovery gives back what this key opened.
    RETIRED = "retired"


class Recipient(models.Model):
    """A member of a vault with a key pair. Without a valid `mac` nothing is wrapped for it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    vault = models.ForeignKey(Vault, on_delete=models.PROTECT, related_name="recipients")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="recipients"
    )
    role = models.CharField(max_length=32)
    state = models.CharField(
        max_length=10, choices=RecipientState.choices, default=RecipientState.KEYED
    )
    public_key = models.BinaryField()
    # Private key (96 bytes) under Argon2id(passphrase); version, salt and envelope in one.
    sealed_key = models.BinaryField()
    keyed_on = models.DateField()
    admitted_by = models.JSONField(default=list)  # ids of the member, or of two custodians
    admitted_on = models.DateField(null=True)
    # Empty while suspended: gone for all to see, though a last key is kept that nobody else has.
    suspended_on = models.DateField(null=True)
    mac = models.BinaryField(null=True)
    # Renewed by each unlocking and each log-in: an unlocked session that names another is locked.
    unlock_id = models.UUIDField(null=True, editable=False)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["vault", "user"],
                condition=~Q(state__in=["left", "retired"]),
                name="one_recipient_per_person_and_vault",
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)


class Custodian(models.Model):
    """A named person who holds one of the three recovery shares of a vault."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    vault = models.ForeignKey(Vault, on_delete=models.PROTECT, related_name="custodians")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="custodianships"
    )
    generation = models.PositiveIntegerField()
    ended_on = models.DateField(null=True)
    mac = models.BinaryField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["vault", "user", "generation"], name="one_share_per_custodian"
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)


class Dossier(models.Model):
    """A sealed dossier. While only kept, it belongs to no vault: the receipt alone opens it.

    Without a locator it is a copy that a body received: it has no reporter (copies.py).
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    vault = models.ForeignKey(Vault, on_delete=models.PROTECT, null=True, related_name="dossiers")
    # HKDF of Argon2id(receipt): finds the dossier, opens nothing.
    locator = models.BinaryField(max_length=32, unique=True, null=True)
    visited_on = models.DateField()  # the reporter's last visit: a day, for retention

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(locator__isnull=False) | Q(vault__isnull=False),
                name="dossier_has_a_reporter_or_a_vault",
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)


class Holder(models.TextChoices):
    REPORTER = "reporter"
    MEMBER = "member"
    RECOVERY = "recovery"


class WrapState(models.TextChoices):
    WRAPPED = "wrapped"
    EXCLUDED = "excluded"  # by the reporter
    RECUSED = "recused"  # by the member
    LEFT = "left"


class Wrap(models.Model):
    """One keyring row: a dossier × holder × audience (vault.md, Who is on the keyring)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="wraps")
    holder = models.CharField(max_length=8, choices=Holder.choices)
    recipient = models.ForeignKey(
        Recipient, on_delete=models.PROTECT, null=True, related_name="wraps"
    )
    # A person excluded before having a key, and an excluded custodian, have a row but no recipient.
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    audience = models.CharField(max_length=6, choices=Audience.choices)
    state = models.CharField(max_length=8, choices=WrapState.choices)
    wrapped = models.BinaryField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["dossier", "user", "audience"],
                condition=Q(user__isnull=False),
                name="one_wrap_per_person",
            ),
            models.UniqueConstraint(
                fields=["dossier", "holder", "audience"],
                condition=Q(user__isnull=True),
                name="one_wrap_per_holder",
            ),
            models.CheckConstraint(
                condition=Q(state="wrapped", wrapped__isnull=False)
                | (~Q(state="wrapped") & Q(wrapped__isnull=True)),
                name="wrap_present_iff_wrapped",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["recipient", "audience", "state"], name="wrap_by_recipient"),
            # All that counting somebody's dossiers asks, so that no sealed row is read for it.
            models.Index(
                fields=["user", "audience", "state", "holder", "recipient", "dossier"],
                name="wrap_by_reader",
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)


# Last, because they point at the models above.
from stagebaken.vault.letter_models import Letter, LetterKey  # noqa: E402, F401
from stagebaken.vault.recovery_models import AdmissionApproval, RecoverySession  # noqa: E402, F401
