"""How a hearing shows itself on the page of a case and on the reporter's dossier."""


def register() -> None:
    pass
