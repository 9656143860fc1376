from django.apps import AppConfig


class ContactsConfig(AppConfig):
    name = "placements.contacts"

    def ready(self) -> None:
        from placements.contacts import receivers  # noqa: F401, PLC0415  # listens
