from django import forms
from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class UiConfig(AppConfig):
    name = "stagebaken.ui"

    def ready(self) -> None:
        # One is not asked to fill in what one chooses. Django has one sentence for both, so that
        # its catalogue cannot tell them apart; a field's own sentence still goes first.
        forms.ChoiceField.default_error_messages["required"] = _("Kies iets.")
