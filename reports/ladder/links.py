"""Where a step is carried out that has a room of its own: by name, as rooms beside this one."""

from django.urls import NoReverseMatch, reverse

from reports.casework.models import Case
from reports.consents.actions import OpenConsent
from reports.consents.vocabulary import Step

# Addresses by name: `(case_id, consent_id)`.
ROOMS = {Step.HEAR: "hearings:begin", Step.SBB: "handover:begin"}


def carrying_out(case: Case, question: OpenConsent) -> str:
    """The page on which another room carries out this step; empty where it is this room."""
    name = ROOMS.get(question.step)
    if name is None:
        return ""
    try:
        return reverse(name, args=[case.pk, question.id])
    except NoReverseMatch:
        return reverse(name, args=[case.pk])
