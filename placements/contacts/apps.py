from django.apps import AppConfig


class ContactsConfig(AppConfig):
    name = "placements.contacts"
