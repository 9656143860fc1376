from django.apps import AppConfig


class PlacesConfig(AppConfig):
    name = "placements.places"

    def ready(self) -> None:
        from placements.places import receivers  # noqa: F401, PLC0415  # connects them
