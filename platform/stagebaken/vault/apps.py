from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.core.signals import request_finished


class VaultConfig(AppConfig):
    name = "stagebaken.vault"

    def ready(self) -> None:
        # Not above: they import models, which exist only now.
        from stagebaken.vault import checks, erasure, sessions  # noqa: F401, PLC0415

        user_logged_in.connect(sessions.end_unlockings)
        user_logged_out.connect(sessions.take_cookie)
        request_finished.connect(erasure.retract_rolled_back)
