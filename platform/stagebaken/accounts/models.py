"""Who can sign in. What a person may do follows from memberships (schools/teams)."""

import time
import uuid
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """The roles of domain.md; a membership gives one to a user, at a school or a body."""

    STUDENT = "student", _("Student")
    INTERNSHIP_COORDINATOR = "internship_coordinator", _("Stagecoördinator")
    CONFIDENTIAL_COUNSELLOR = "confidential_counsellor", _("Vertrouwenspersoon")
    CUSTODIAN = "custodian", _("Sleutelbewaarder")
    SCHOOL_ADMINISTRATOR = "school_administrator", _("Schoolbeheerder")
    COMPANY_CONTACT = "company_contact", _("Contactpersoon leerbedrijf")
    SBB_ADVISOR = "sbb_advisor", _("Adviseur SBB")
    SBB_CUSTODIAN = "sbb_custodian", _("Sleutelbewaarder SBB")
    PLATFORM_ADMINISTRATOR = "platform_administrator", _("Platformbeheerder")


# Roles that may be on a school's reporting team, and so on the keyring of its dossiers.
TEAM_ROLES = (Role.INTERNSHIP_COORDINATOR, Role.CONFIDENTIAL_COUNSELLOR)
# Roles at SBB, which has a vault of its own for what schools hand over.
SBB_ROLES = (Role.SBB_ADVISOR, Role.SBB_CUSTODIAN)
# Roles that can do nothing without a second factor of their own (TOTP or passkey).
STAFF_ROLES = (
    *TEAM_ROLES,
    Role.CUSTODIAN,
    Role.SCHOOL_ADMINISTRATOR,
    *SBB_ROLES,
    Role.PLATFORM_ADMINISTRATOR,
)


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **extra: Any) -> "User":
        user = self.model(email=self.normalize_email(email).lower(), **extra)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username)


class User(AbstractBaseUser, PermissionsMixin):
    """A person with an account. Reporters never need one."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField(_("e-mailadres"), unique=True)
    name = models.CharField(_("naam"), max_length=120)
    is_active = models.BooleanField(default=True)
    joined_on = models.DateField(auto_now_add=True)
    # No exact times: beside the order of events they would bracket anonymous reports.
    last_login = None

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    def __str__(self) -> str:
        return self.name or self.email

    def get_full_name(self) -> str:
        return self.name


class CacheEntryQuerySet(models.QuerySet["CacheEntry"]):
    def expired(self) -> "CacheEntryQuerySet":
        return self.filter(expires_at__lte=int(time.time()))


class CacheEntry(models.Model):
    """A row of `accounts.cache.DatabaseCache`; its name is keyed, its value JSON."""

    name = models.CharField(primary_key=True, max_length=64)
    value = models.TextField()
    expires_at = models.PositiveBigIntegerField(db_index=True)  # seconds since 1970

    objects: ClassVar[CacheEntryQuerySet] = CacheEntryQuerySet.as_manager()  # type: ignore[assignment]

    def __str__(self) -> str:
        return self.name
