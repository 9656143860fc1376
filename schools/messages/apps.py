from django.apps import AppConfig


class MessagesConfig(AppConfig):
    name = "schools.messages"
    label = "student_messages"  # Django's own one-time messages are called `messages`

    def ready(self) -> None:
        from schools.messages import receivers  # noqa: F401, PLC0415 - connects them
