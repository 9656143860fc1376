"""A handful of fictional reports, in different states, as their reporters and readers act."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Story:
    """One report. Days count back from the day on which the demo is loaded."""

    label: str  # how var/demo.txt calls it
    school: str
    text: str
    wish: str
    days_ago: int
    phases: tuple[str, ...] = ()
    grounds: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()
    when: str = ""
    company: str = ""
    excluded: tuple[str, ...] = ()
    known_as: str = ""
    taken_by: str = ""  # the member whom it was told to, and who wrote it down
    # (days ago, who, what): `melder` adds or answers; a member's name answers; `notitie:` notes;
    # `bedrijf:` asks the company, with the melder's yes.
    acts: tuple[tuple[int, str, str], ...] = field(default=())


STORIES = (
    Story(
        label="een nieuwe melding, nog door niemand geopend",
        school="zeewaarde",
        text=(
            "Ik heb bij zes bedrijven gesolliciteerd en nooit iets gehoord. Een klasgenoot met "
            "dezelfde cijfers en een Nederlandse achternaam kreeg binnen twee dagen antwoord. "
            "Bij één bedrijf was het zelfs dezelfde vacature."
        ),
        wish="talk",
        days_ago=2,
        phases=("seeking",),
        grounds=("race",),
        forms=("ignored", "refused"),
        company="Bandenhuis Noorderlicht",
    ),
    Story(
        label="een zaak in gesprek, de melder is aan de beurt",
        school="zeewaarde",
        text=(
            "Mijn begeleider zei dat klanten liever iemand anders aan de balie zien. Daarna mocht "
            "ik alleen nog achter werken. De andere stagiair mag wel alles."
        ),
        wish="act",
        days_ago=11,
        phases=("during",),
        grounds=("race", "religion"),
        forms=("remarks", "tasks"),
        when="Sinds een week of drie",
        company="Autobedrijf Windwijzer",
        excluded=("Wim de Roo",),
        acts=(
            (
                9,
                "Mehmet Aydın",
                (
                    "Dank je dat je dit vertelt. Wat vervelend dat het zo ging. Ik geloof je. "
                    "Werk je daar nu nog, en voel je je er veilig?"
                ),
            ),
            (
                7,
                "melder",
                "Ja ik werk er nog tot januari. Het gaat wel. Ik wil niet dat ze boos worden.",
            ),
            (
                4,
                "notitie:Ilse Bosgra",
                "Vorig jaar was er ook iets met de balie. Eerst met de melder bespreken.",
            ),
            (
                3,
                "Mehmet Aydın",
                (
                    "Dat snap ik goed. Ik doe niets zonder jouw ja. Zullen we samen bedenken wat "
                    "er kan? Neem rustig de tijd."
                ),
            ),
        ),
    ),
    Story(
        label="een zaak waarin de school te laat is",
        school="zeewaarde",
        text="Ze maken elke dag grappen over mijn beperking. Ik doe alsof ik het niet hoor.",
        wish="talk",
        days_ago=8,
        phases=("during",),
        grounds=("disability",),
        forms=("remarks", "bullying"),
        company="Brasserie Het Ankerhuis",
    ),
    Story(
        label="een melder die bekend is bij het team",
        school="zeewaarde",
        text="Ik moest mijn hoofddoek af. Ik heb nee gezegd en toen hoefde ik niet meer te komen.",
        wish="place",
        days_ago=5,
        phases=("during",),
        grounds=("religion",),
        forms=("sent_away",),
        company="Kledingzaak Mooi Weer",
        known_as="Yara",
        acts=(
            (4, "Joy Martina", "Wat naar, Yara. We zoeken vandaag nog een andere plek voor je."),
        ),
    ),
    Story(
        label="een zaak waarin het bedrijf is gevraagd wat er gebeurde",
        school="zeewaarde",
        text=(
            "De kok zegt steeds dat mensen zoals ik niet in de bediening horen. De gasten zouden "
            "dat niet willen. Ik sta nu alleen nog af te wassen."
        ),
        wish="act",
        days_ago=14,
        phases=("during",),
        grounds=("race",),
        forms=("remarks", "tasks"),
        company="Restaurant De Gouden Garnaal",
        acts=(
            (
                12,
                "Joy Martina",
                "Dank je. Dit hoort niet. Mag ik het bedrijf vragen wat er speelt?",
            ),
            (8, "melder", "Ja, als ze maar niet horen dat ik het zei. We zijn met vijf stagiairs."),
            (
                6,
                "bedrijf:Joy Martina",
                (
                    "Wij hoorden dat er bij jullie opmerkingen zijn gemaakt over wie er in de "
                    "bediening past. Wij zeggen niet wie dat vertelde. Herkennen jullie dit? Hoe "
                    "verdelen jullie het werk tussen keuken en bediening?"
                ),
            ),
        ),
    ),
    Story(
        label="een zaak die met een ja van de melder bij SBB ligt",
        school="zeewaarde",
        text=(
            "In de kantine zeggen ze dingen over mensen zoals ik. Ik ben de enige stagiair. Toen "
            "ik er iets van zei, mocht ik de rest van de week vegen."
        ),
        wish="act",
        days_ago=15,
        phases=("during",),
        grounds=("race",),
        forms=("remarks", "tasks"),
        company="Garage De Vaart",
        acts=(
            (14, "Fenna Hoekstra", "Dank je. Dit hoort niet. Wil je dat SBB hiernaar kijkt?"),
            (13, "melder", "Ja, maar zonder dat ze zien dat ik het ben."),
            (
                1,
                "sbb:Fenna Hoekstra",
                (
                    "School: mbo Zeewaarde\nBedrijf: Garage De Vaart\n\n"
                    "Een stagiair hoorde in de kantine meer dan eens kwetsende opmerkingen over "
                    "afkomst. Na een reactie daarop kreeg de stagiair ander werk dan afgesproken. "
                    "Wij vragen SBB te onderzoeken of dit een veilige leerplek is."
                ),
            ),
        ),
    ),
    Story(
        label="een logboek dat alleen de melder kan lezen",
        school="zeewaarde",
        text="De chef noemt me steeds 'meisje' en raakt mijn arm aan. Ik weet niet of het telt.",
        wish="keep",
        days_ago=16,
        phases=("during",),
        grounds=("sex",),
        forms=("harassment",),
        acts=(
            (9, "melder", "Vandaag weer. Nu waar anderen bij waren."),
            (2, "melder", "Ik heb het aan een collega verteld. Die had het ook gezien."),
        ),
    ),
    Story(
        label="een melding die alleen meetelt",
        school="zeewaarde",
        text="Er stond in de vacature dat ze een 'echte Hollandse jongen' zochten.",
        wish="count",
        days_ago=6,
        phases=("seeking",),
        grounds=("race", "sex"),
    ),
    Story(
        label="een zaak van de hogeschool",
        school="duinkerk",
        text="Toen ik zei dat ik een vriend heb, was de plek ineens al vergeven.",
        wish="talk",
        days_ago=3,
        phases=("seeking",),
        grounds=("sexual_orientation",),
        forms=("refused",),
        company="Datahuis Duinroos",
        excluded=("Piet van Loon",),
        acts=(
            (
                1,
                "Sanne Kuipers",
                "Ik heb je bericht gelezen en ik neem het serieus. Wat zou jou nu helpen?",
            ),
        ),
    ),
)
