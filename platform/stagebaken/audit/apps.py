from django.apps import AppConfig
from django.db.models.signals import post_migrate

from stagebaken.audit.triggers import install_after_migrate


class AuditConfig(AppConfig):
    name = "stagebaken.audit"

    def ready(self) -> None:
        post_migrate.connect(
            install_after_migrate, sender=self, dispatch_uid="audit_event_triggers"
        )
