"""What the pages of the three parties share: carry a verb out, and say how it went."""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.http import HttpRequest

from placements.agreements.errors import RuleBroken


def told(request: HttpRequest, verb: Callable[[], object], done: str) -> bool:
    """Carry out a verb of one button. Whether it went is on the next page."""
    try:
        verb()
    except RuleBroken as refusal:
        messages.warning(request, str(refusal))
        return False
    messages.success(request, done)
    return True


def tried(request: HttpRequest, form: forms.Form, verb: Callable[[], object], done: str) -> bool:
    """Carry out the verb of a form that was sent; a refusal stands at its field, or above all."""
    if request.method != "POST" or not form.is_valid():
        return False
    try:
        verb()
    except RuleBroken as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        return False
    messages.success(request, done)
    return True


def version_in(request: HttpRequest) -> int:
    """The version that was on the page; what is no number is no version."""
    sent = request.POST.get("version", "")
    return int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 6 else 0
