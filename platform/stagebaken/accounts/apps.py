from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "stagebaken.accounts"

    def ready(self) -> None:
        from stagebaken.accounts import receivers

        self.receivers = receivers  # connected by being imported
