"""A fictional national register, written straight into the tables: imports are not measured."""

import random
from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import UUID

COMPANIES, RECOGNITIONS = 250_000, 3  # and so many recognitions each
PROGRAMMES = 700
BATCH = 10_000
TRADES = """
Bakkerij Slagerij Garage Autobedrijf Kapsalon Zorgcentrum Verpleeghuis Kinderopvang Hovenier
Installatiebedrijf Loodgieter Timmerbedrijf Schildersbedrijf Restaurant Hotel Cafe Brasserie
Administratiekantoor Drukkerij Boekhandel Bloemist Kwekerij Manege Dierenkliniek Apotheek
Tandartspraktijk Sportschool Theater Studio Netwerkbedrijf Softwarehuis Transportbedrijf
Rederij Aannemer Stukadoor Tegelhandel Meubelmaker Goudsmid Fietsenmaker Supermarkt
"""
DOSSIERS = """
Brood en banket| Slager| Autotechnicus| Bedrijfsautotechnicus| Kapper| Verzorgende|
Verpleegkundige| Pedagogisch medewerker| Vakbekwaam hovenier| Monteur elektrotechnische
installaties| Loodgieter| Timmerman| Schilder| Kok| Gastheer of gastvrouw| Medewerker
financiele administratie| Mediavormgever| Verkoper| Bloembinder| Teler| Dierverzorger|
Apothekersassistent| Tandartsassistent| Sportinstructeur| Podiumtechnicus| Allround medewerker
ict| Software developer| Chauffeur wegvervoer| Matroos| Metselaar| Stukadoor| Tegelzetter|
Meubelmaker| Goudsmid| Fietstechnicus| Logistiek medewerker
"""
FIRST = """
Wind Zand Veen Berg Dijk Molen Eiken Beuken Ster Maan Zee Duin Bos Heide Kei Storm
"""
LAST = """
wijzer stroom horst burg man zicht veld kamp rust hof poort brug werf laan oord stee
"""
KINDS = ("", "BV", "en Zonen", "VOF")
WORDS = tuple(text.split() for text in (TRADES, FIRST, LAST))
NAMES = [" ".join(name.split()) for name in DOSSIERS.split("|")]


def write(companies: int = COMPANIES) -> None:
    chance = random.Random(7)  # noqa: S311 - fictional rows, the same each time
    programmes = _write_programmes()
    ids: list[UUID] = []
    for some in _batches(_companies(chance, companies)):
        ids += _save(some)
    for some in _batches(_recognitions(chance, ids, programmes)):
        _save(some)


def _save(rows: list[Any]) -> list[Any]:
    return [row.pk for row in type(rows[0]).objects.bulk_create(rows, batch_size=1_000)]


def _batches(rows: Iterator[Any]) -> Iterator[list[Any]]:
    batch: list[Any] = []
    for row in rows:
        batch.append(row)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _write_programmes() -> list[int]:
    from placements.accreditations.models import Programme, ProgrammeKind

    return _save(
        [
            Programme(
                kind=ProgrammeKind.KWALIFICATIE,
                crebo=str(25_000 + number),
                name=f"{NAMES[number % len(NAMES)]} richting {number // len(NAMES)}",
                level=1 + number % 4,
            )
            for number in range(PROGRAMMES)
        ]
    )


def _companies(chance: random.Random, size: int) -> Iterator[Any]:
    from placements.companies.models import SectorChamber, TrainingCompany
    from placements.geography.own_places import own_places

    places = own_places()
    weights = [place.last - place.first + 1 for place in places]
    for number in range(size):
        place = chance.choices(places, weights)[0]
        surname = f"{chance.choice(WORDS[1])}{chance.choice(WORDS[2])}{chance.choice(WORDS[2])}"
        name = f"{chance.choice(WORDS[0])} {surname} {chance.choice(KINDS)}"
        yield TrainingCompany(
            leerbedrijf_id=f"{100_000_000 + number}",
            name=name.strip(),
            postcode=f"{chance.randint(place.first, place.last)}AB",
            place=place.name,
            latitude=place.latitude + chance.gauss(0, 0.03),
            longitude=place.longitude + chance.gauss(0, 0.05),
            coordinate_source="exact",
            sector=chance.choice(SectorChamber.values),
            allowance_cents=chance.choice((None, None, 0, 25_000, 40_000)),
        )


def _recognitions(chance: random.Random, ids: list[UUID], programmes: list[int]) -> Iterator[Any]:
    from placements.accreditations.models import Accreditation, Status

    for company in ids:
        # Programmes of one company are alike, as in the register.
        first = chance.randrange(len(programmes))
        for step in range(RECOGNITIONS):
            yield Accreditation(
                company_id=company,
                programme_id=programmes[(first + step * len(NAMES)) % len(programmes)],
                pathway=chance.choice(("bol", "bbl")),
                status=Status.ACTIVE if chance.random() < 0.99 else Status.SUSPENDED,
                valid_from=date(2022, 3, 1),
                valid_until=date(chance.randint(2026, 2029), chance.randint(1, 12), 28),
                source="proef",
            )
