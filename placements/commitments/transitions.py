"""The one table of what may follow what, and who may do it."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """Where a commitment is. 'Lapsed' and 'none' follow from the day and are never stored."""

    NONE = "none", _("Nog niet beloofd")
    DECLARED = "declared", _("Beloofd, nog geen bewijs")
    EVIDENCE = "evidence", _("Bewijs gegeven, nog niet nagekeken")
    CHECKED = "checked", _("Nagekeken")
    LAPSED = "lapsed", _("Vervallen")
    WITHDRAWN = "withdrawn", _("Ingetrokken")


class Verb(models.TextChoices):
    """What was done, as the history tells it."""

    DECLARE = "declare", _("Beloofd")
    GIVE_EVIDENCE = "give_evidence", _("Bewijs gegeven")
    RENEW = "renew", _("Opnieuw beloofd")
    WITHDRAW = "withdraw", _("Ingetrokken")
    CHECK = "check", _("Nagekeken en akkoord")
    REFUSE = "refuse", _("Nagekeken: ander bewijs gevraagd")
    REVOKE = "revoke", _("Ingetrokken na controle")
    LAPSE = "lapse", _("Vervallen")


COMPANY_VERBS = frozenset({Verb.DECLARE, Verb.GIVE_EVIDENCE, Verb.RENEW, Verb.WITHDRAW})
CHECKER_VERBS = frozenset({Verb.CHECK, Verb.REFUSE, Verb.REVOKE})

# From each state: the verbs that are possible, and the state that follows. All else is illegal.
TRANSITIONS: dict[State, dict[Verb, State]] = {
    State.NONE: {Verb.DECLARE: State.DECLARED},
    State.DECLARED: {
        Verb.GIVE_EVIDENCE: State.EVIDENCE,
        Verb.RENEW: State.DECLARED,
        Verb.WITHDRAW: State.WITHDRAWN,
        Verb.REVOKE: State.WITHDRAWN,
    },
    State.EVIDENCE: {
        Verb.GIVE_EVIDENCE: State.EVIDENCE,
        Verb.RENEW: State.EVIDENCE,  # what waits to be checked goes on waiting
        Verb.WITHDRAW: State.WITHDRAWN,
        Verb.CHECK: State.CHECKED,
        Verb.REFUSE: State.DECLARED,
        Verb.REVOKE: State.WITHDRAWN,
    },
    State.CHECKED: {
        Verb.RENEW: State.DECLARED,
        Verb.WITHDRAW: State.WITHDRAWN,
        Verb.REVOKE: State.WITHDRAWN,
    },
    State.LAPSED: {Verb.DECLARE: State.DECLARED},
    State.WITHDRAWN: {Verb.DECLARE: State.DECLARED},
}


def following(state: State, verb: Verb) -> State | None:
    """The state after this verb, or None when it is not possible now."""
    return TRANSITIONS[state].get(verb)
