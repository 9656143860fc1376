from django.apps import AppConfig
from django.db.models.signals import post_migrate


class CommitmentsConfig(AppConfig):
    name = "placements.commitments"

    def ready(self) -> None:
        from placements.commitments.installing import install_after_migrate  # noqa: PLC0415

        post_migrate.connect(install_after_migrate, sender=self)
