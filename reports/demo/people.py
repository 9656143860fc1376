"""The fictional schools of the demo and the people who work there."""

from dataclasses import dataclass

from stagebaken.accounts.models import Role

COUNSELLOR = Role.CONFIDENTIAL_COUNSELLOR
COORDINATOR = Role.INTERNSHIP_COORDINATOR


@dataclass(frozen=True)
class Cast:
    """A school with its team of five, three custodians and an administrator."""

    code: str
    name: str
    sector: str
    province: str
    team: tuple[tuple[str, Role, str], ...]
    custodians: tuple[str, str, str]
    administrator: str
    contact: str
    contact_en: str
    welcome: str
    welcome_en: str


SCHOOLS = (
    Cast(
        code="zeewaarde",
        name="mbo Zeewaarde",
        sector="mbo",
        province="NH",
        team=(
            ("Mehmet Aydın", COUNSELLOR, "Vertrouwenspersoon"),
            ("Ilse Bosgra", COORDINATOR, "Stagecoördinator Techniek"),
            ("Wim de Roo", COORDINATOR, "Stagecoördinator Zorg, ook mentor"),
            ("Fenna Hoekstra", COUNSELLOR, "Vertrouwenspersoon"),
            ("Joy Martina", COORDINATOR, "Stagecoördinator Horeca"),
        ),
        custodians=("Anna de Boer", "Bram Visser", "Cor Smit"),
        administrator="Truus Beheer",
        contact="Loop binnen in lokaal 1.07, of bel 0999 - 12 34 56.",
        contact_en="Walk into room 1.07, or call 0999 - 12 34 56.",
        welcome="Vertel het ons. Je hoeft niet zeker te weten of het discriminatie was.",
        welcome_en="Tell us. You do not have to be sure that it was discrimination.",
    ),
    Cast(
        code="duinkerk",
        name="Hogeschool Duinkerk",
        sector="hbo",
        province="ZH",
        team=(
            ("Sanne Kuipers", COUNSELLOR, "Vertrouwenspersoon"),
            ("Rachid Bennani", COORDINATOR, "Stagecoördinator Economie"),
            ("Noor Timmer", COORDINATOR, "Stagecoördinator Zorg"),
            ("Piet van Loon", COORDINATOR, "Stagecoördinator Techniek"),
            ("Dewi Siahaya", COUNSELLOR, "Vertrouwenspersoon"),
        ),
        custodians=("Greet Mulder", "Hans Bakker", "Iris Vos"),
        administrator="Karel Kantoor",
        contact="Stuur een bericht aan de vertrouwenspersoon van je instituut.",
        contact_en="Send a message to the confidential counsellor of your institute.",
        welcome="Ook twijfel is een goede reden om iets te vertellen.",
        welcome_en="Being unsure is a good reason to tell us, too.",
    ),
)

PLATFORM_ADMINISTRATOR = "Olga Operator"
SBB_ADVISOR = "Arend Adviseur"
SBB_ADVISORS = (SBB_ADVISOR, "Aafke Inspecteur")
SBB_CUSTODIANS = ("Sjoerd Sleutel", "Bea Bewaar", "Stef Stil")
COMPANY_CONTACT = "Gijs Garage"
PLANNER = "Roos Rooster"  # speaks for several companies
