from django.apps import AppConfig
from django.db.models.signals import post_migrate


class SearchConfig(AppConfig):
    name = "placements.search"

    def ready(self) -> None:
        from placements.contacts.register import narrow_by  # noqa: PLC0415 - needs the models
        from placements.search import receivers  # noqa: F401, PLC0415 - connects them
        from placements.search.index import ensure  # noqa: PLC0415
        from placements.search.names import holding  # noqa: PLC0415

        narrow_by(holding)
        post_migrate.connect(ensure, sender=self, dispatch_uid="search_index")
