from django.apps import AppConfig


class AttachmentsConfig(AppConfig):
    name = "reports.attachments"

    def ready(self) -> None:
        from reports.attachments import receivers  # noqa: F401, PLC0415
