from django.apps import AppConfig


class SavedSearchesConfig(AppConfig):
    name = "placements.saved_searches"

    def ready(self) -> None:
        from placements.saved_searches import receivers  # noqa: F401, PLC0415
