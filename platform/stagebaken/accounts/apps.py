from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "stagebaken.accounts"

    def ready(self) -> None:
        # Not above: it imports models, which exist only now. Importing it connects it.
        from stagebaken.accounts import receivers  # noqa: F401, PLC0415
