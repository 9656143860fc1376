"""Three groups of people that a school's administrator looks after, each with its own page."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from schools.administration.checklist import unreachable
from schools.administration.forms import InvitationForm, TeamInvitationForm
from schools.registry.models import School
from schools.teams.models import Membership
from stagebaken.accounts.models import TEAM_ROLES, Role
from stagebaken.vault.membership import PRESENT
from stagebaken.vault.models import Recipient, RecipientState


@dataclass(frozen=True)
class Group:
    """A kind of people: which roles, and how the pages speak about them."""

    page: str  # name of its address
    roles: tuple[Role, ...]
    heading: str | Promise
    intro: str | Promise
    empty: str | Promise
    invite: str | Promise
    form: type[InvitationForm] = InvitationForm

    @property
    def url(self) -> str:
        return f"administration:{self.page}"

    @property
    def invite_url(self) -> str:
        return f"administration:invite_{self.page}"

    @property
    def is_team(self) -> bool:
        return self.form is TeamInvitationForm


TEAM = Group(
    page="team",
    roles=TEAM_ROLES,
    heading=gettext_lazy("Meldteam"),
    intro=gettext_lazy(
        "Deze mensen lezen meldingen en helpen melders. Wie nieuw is, maakt na het inloggen een "
        "eigen sleutel. Daarna laat een teamlid met een open kluis diegene toe. Jij als beheerder "
        "ziet nooit meldingen, en ook niet hoeveel het er zijn."
    ),
    empty=gettext_lazy("Er zit nog niemand in het meldteam. Niemand kan meldingen lezen."),
    invite=gettext_lazy("Nodig iemand uit voor het meldteam"),
    form=TeamInvitationForm,
)
CUSTODIANS = Group(
    page="custodians",
    roles=(Role.CUSTODIAN,),
    heading=gettext_lazy("Sleutelbewaarders"),
    intro=gettext_lazy(
        "Drie mensen bewaren elk een deel van de herstelsleutel. Twee van hen samen kunnen "
        "meldingen terughalen als het meldteam zijn wachtzinnen kwijt is. Kies mensen die "
        "lang bij de school blijven en die niet elkaars leidinggevende zijn."
    ),
    empty=gettext_lazy("Er zijn nog geen sleutelbewaarders. Zonder hen is er geen weg terug."),
    invite=gettext_lazy("Nodig een sleutelbewaarder uit"),
)
ADMINISTRATORS = Group(
    page="administrators",
    roles=(Role.SCHOOL_ADMINISTRATOR,),
    heading=gettext_lazy("Beheerders"),
    intro=gettext_lazy(
        "Beheerders nodigen mensen uit en stellen het meldpunt in. Ze lezen geen meldingen. "
        "Daarom kan een beheerder niet in het meldteam zitten en geen sleutelbewaarder zijn."
    ),
    empty=gettext_lazy("Er zijn geen beheerders."),
    invite=gettext_lazy("Nodig een beheerder uit"),
)
GROUPS = {group.page: group for group in (TEAM, CUSTODIANS, ADMINISTRATORS)}

KEY_STATES = {
    None: ("warning", "clock", gettext_lazy("Nog geen sleutel gemaakt")),
    RecipientState.KEYED: ("warning", "clock", gettext_lazy("Wacht op toelating")),
    RecipientState.ADMITTED: ("success", "check", gettext_lazy("Kan meldingen openen")),
    RecipientState.SUSPENDED: ("neutral", "lock", gettext_lazy("Toegang gestopt")),
}


def group_of(role: str) -> Group:
    return next(group for group in GROUPS.values() if role in group.roles)


def members(school: School, group: Group) -> list[dict[str, Any]]:
    """The rows of a group's list: who, as what, and whether keys and mail work."""
    found = Membership.objects.active().filter(school=school, role__in=group.roles)
    states = _key_states(school) if group.is_team else {}
    failing = set(unreachable(school).values_list("pk", flat=True))
    return [
        {
            "membership": membership,
            "key": KEY_STATES[states.get(membership.user_id)] if group.is_team else None,
            "mail_fails": membership.user_id in failing,
        }
        for membership in found.select_related("user").order_by("user__name", "pk")
    ]


def _key_states(school: School) -> dict[UUID, RecipientState]:
    recipients = Recipient.objects.filter(vault=school.vault, state__in=PRESENT)
    return {user: RecipientState(state) for user, state in recipients.values_list("user", "state")}


def losses(membership: Membership, school: School) -> list[str]:
    """What is lost when this person is removed, in words."""
    name = membership.user.name
    if membership.role == Role.SCHOOL_ADMINISTRATOR:
        return [_("%(name)s kan deze school niet meer beheren.") % {"name": name}]
    if membership.role == Role.CUSTODIAN:
        return _custodian_losses(name, Membership.objects.custodians(school).count() - 1)
    team = Membership.objects.reporting_team(school).exclude(user=membership.user)
    return _team_losses(name, team.values("user").distinct().count())


def _custodian_losses(name: str, left: int) -> list[str]:
    lines = [
        _("Het deel van de herstelsleutel van %(name)s telt niet meer.") % {"name": name},
        ngettext(
            "Er blijft %(left)s sleutelbewaarder over.",
            "Er blijven %(left)s sleutelbewaarders over.",
            left,
        )
        % {"left": left},
    ]
    if left < 2:
        lines.append(
            _(
                "Met minder dan twee kan niemand meldingen terughalen als het meldteam zijn "
                "wachtzinnen kwijt is. Die meldingen zijn dan voor altijd weg."
            )
        )
    return [*lines, _("Nodig daarna iemand anders uit en maak een nieuwe herstelsleutel.")]


def _team_losses(name: str, left: int) -> list[str]:
    lines = [
        _("%(name)s kan vanaf nu geen enkele melding meer openen.") % {"name": name},
        _(
            "De sleutels van %(name)s worden gewist als een ander teamlid dat bevestigt, "
            "of na 14 dagen."
        )
        % {"name": name},
    ]
    if left == 0:
        lines.append(
            _("Daarna zit er niemand meer in het meldteam. Niemand kan dan nieuwe meldingen lezen.")
        )
    return lines
