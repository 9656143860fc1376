"""The one form: a text, and the mark that lets it be sent once."""

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from schools.messages.models import TEXT_LENGTH
from schools.messages.rules import NothingWritten, TooLong


class Words(forms.CharField):
    """A browser counts the end of a line as one sign and sends two."""

    def to_python(self, value: Any) -> str:
        return str(super().to_python(value)).replace("\r\n", "\n").strip()


class MessageForm(forms.Form):
    once = forms.UUIDField(widget=forms.HiddenInput, required=False)
    text = Words(
        label=_("Jouw bericht"),
        max_length=TEXT_LENGTH,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("Hoogstens 2000 tekens."),
        error_messages={"required": NothingWritten.sentence, "max_length": TooLong.sentence},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["once"].initial = uuid.uuid4
