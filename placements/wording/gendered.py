"""English stems that readers take as masculine or feminine.

The stems are those of Gaucher, Friesen and Kay, "Evidence That Gendered Wording in Job
Advertisements Exists and Sustains Gender Inequality" (Journal of Personality and Social
Psychology 101, 2011, table in the appendix), as the open-source project Gender Decoder (MIT
licence, Kat Matfield) keeps them; spellings that a stem already covers are left out.
"""

from django.utils.translation import gettext_lazy as _

from placements.wording.vocabulary import Reason, Severity, Theme

MASCULINE = frozenset(
    """
    active adventurous aggress ambitio analy assert athlet autonom battle boast challeng champion
    compet confident courag decid decision decisive defend determin domina driven fearless fight
    force greedy headstrong hierarch hostil impulsive independen individual intellect lead logic
    objective opinion outspoken persist principle reckless selfconfiden selfrelian selfsufficien
    stubborn superior unreasonab
    """.split()  # noqa: SIM905
)
FEMININE = frozenset(
    """
    agree affectionate child cheer collab commit communal compassion connect considerate cooperat
    depend emotiona empath enthusias feel flatterable gentle honest inclusive interdependen
    interpersona kind kinship loyal modesty nag nurtur pleasant polite quiet respon sensitiv shar
    submissive support sympath tender together trust understand warm whin yield
    """.split()  # noqa: SIM905
)
MASCULINE_REASON = Reason(
    Theme.GENDER,
    Severity.THINK,
    _(
        "Deze Engelse tekst heeft meer woorden die lezers bij mannen vinden passen. "
        "Uit onderzoek blijkt: vrouwen reageren dan minder snel."
    ),
)
FEMININE_REASON = Reason(
    Theme.GENDER,
    Severity.THINK,
    _(
        "Deze Engelse tekst heeft meer woorden die lezers bij vrouwen vinden passen. "
        "Dat is zelden een bezwaar; kijk of de tekst nog zegt wat je bedoelt."
    ),
)
