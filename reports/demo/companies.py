"""Thirty fictional leerbedrijven, in places that do not exist."""

from dataclasses import dataclass

# Name: north and east in degrees, and the postcode's digits.
PLACES = {
    "Oosterhaven": (53.21, 6.56, "9881"),
    "Zeewaarde": (53.20, 6.48, "9882"),
    "Duinkerk": (52.36, 4.62, "2099"),
    "Lichtbaken": (53.25, 6.60, "9883"),
    "Veenhorst": (52.10, 5.10, "3499"),
    "Molenwerf": (51.90, 4.50, "3099"),
}


@dataclass(frozen=True)
class Trade:
    """A sector chamber, its one programme in the demo, and words that students use for it."""

    sector: str
    programme: str
    crebo: str
    pathway: str
    level: int
    words: str


TRADES = {
    "auto": Trade("02", "Autotechnicus", "25999", "bbl", 2, "auto garage monteur"),
    "zorg": Trade("03", "Verzorgende", "25998", "bol", 3, "zorg verpleeg ouderen"),
    "kok": Trade("06", "Kok", "25997", "bbl", 2, "koken keuken restaurant horeca"),
    "ict": Trade("05", "Medewerker beheer ict", "25996", "bol", 3, "computer ict helpdesk"),
    "winkel": Trade("04", "Verkoper", "25995", "bol", 2, "winkel verkoop kassa"),
    "bouw": Trade("01", "Timmerman", "25994", "bbl", 2, "bouw hout timmeren"),
}


@dataclass(frozen=True)
class Company:
    name: str
    place: str
    trade: str
    allowance: int | None  # euros a month


COMPANIES = (
    Company("Autobedrijf Windwijzer", "Oosterhaven", "auto", 350),
    Company("Garage De Vaart", "Zeewaarde", "auto", 300),
    Company("Bandenhuis Noorderlicht", "Lichtbaken", "auto", None),
    Company("Autoschade Molenwerf-Zuid", "Molenwerf", "auto", 325),
    Company("Fietsen & Auto's Kromhout", "Veenhorst", "auto", 250),
    Company("Woonzorg Het Duinhuis", "Duinkerk", "zorg", 400),
    Company("Thuiszorg Lichtpunt", "Lichtbaken", "zorg", 375),
    Company("Verpleeghuis Zeezicht-Oost", "Zeewaarde", "zorg", 400),
    Company("Zorggroep Veenborg", "Veenhorst", "zorg", 410),
    Company("Dagopvang De Strandjutter", "Duinkerk", "zorg", None),
    Company("Restaurant De Gouden Garnaal", "Oosterhaven", "kok", 275),
    Company("Eethuis Twee Zussen", "Molenwerf", "kok", 300),
    Company("Brasserie Het Ankerhuis", "Zeewaarde", "kok", None),
    Company("Keuken van Lindeveld", "Veenhorst", "kok", 290),
    Company("Paviljoen Zandloper", "Duinkerk", "kok", 310),
    Company("Netwerkwerf", "Molenwerf", "ict", 500),
    Company("Helpdesk Helder Antwoord", "Oosterhaven", "ict", 450),
    Company("Bits & Bakens", "Lichtbaken", "ict", 425),
    Company("Datahuis Duinroos", "Duinkerk", "ict", 475),
    Company("Systeembeheer Veenlicht", "Veenhorst", "ict", None),
    Company("Speelgoedwinkel Tolhuis", "Zeewaarde", "winkel", 200),
    Company("Kledingzaak Mooi Weer", "Oosterhaven", "winkel", 225),
    Company("Boekhandel De Kantlijn", "Duinkerk", "winkel", 210),
    Company("Bloemen van Noor en Zoon", "Molenwerf", "winkel", None),
    Company("Buurtsuper Hoek om", "Veenhorst", "winkel", 240),
    Company("Timmerbedrijf Eikenkrul", "Oosterhaven", "bouw", 380),
    Company("Bouwgroep Noordkaap", "Lichtbaken", "bouw", 400),
    Company("Houtwerk Molenwiek", "Molenwerf", "bouw", 360),
    Company("Aannemer Dijkstra-Denkbeeld", "Zeewaarde", "bouw", None),
    Company("Renovatie De Nieuwe Nok", "Veenhorst", "bouw", 390),
)
