"""English and office slang: who did not grow up with it, reads on elsewhere."""

from django.utils.translation import gettext_lazy as _

from placements.wording.vocabulary import Entry, Reason, Severity, Theme, entries

SLANG = Reason(
    Theme.JARGON,
    Severity.THINK,
    _("Niet iedereen kent dit woord. Schrijf in gewone woorden wat een student doet."),
)
PRESSURE = Reason(
    Theme.JARGON,
    Severity.THINK,
    _(
        "Dit klinkt als hard en druk. Lang niet iedereen herkent zich daarin. "
        "Schrijf wat een student leert."
    ),
)

ENTRIES: tuple[Entry, ...] = (
    *entries(
        SLANG,
        {
            "hands on": "je doet veel zelf",
            "can do": "je pakt dingen aan",
            "out of the box": "je bedenkt nieuwe ideeën",
            "no nonsense": "we zeggen duidelijk wat we bedoelen",
            "selfstarter|selfstarters": "je durft te vragen wat je kunt doen",
            "self starter|starters|starting": "je durft te vragen wat je kunt doen",
            "teamplayer|teamplayers": "je werkt samen met drie collega's",
            "team player|players": "je werkt samen met drie collega's",
            "stakeholder|stakeholders|stakeholdermanagement": "mensen met wie je overlegt",
            "deliverable|deliverables": "wat je inlevert",
            "ownership": "je maakt een eigen taak af",
            "mindset": "manier van werken",
            "multitasker|multitaskers|multitasken|multitasking": "je hebt twee taken op een dag",
            "onboarding": "je eerste week",
            "leaseauto|bonusstructuur": "noem de vergoeding",
        },
    ),
    *entries(
        PRESSURE,
        {
            "rockstar|rockstars|ninja|ninjas|superster|supersterren|goeroe": "iemand die dit vak wil leren",
            "go getter|getters": "iemand die dit vak wil leren",
            "gogetter|gogetters|hustler|hustlers|hustle": "iemand die dit vak wil leren",
            "work hard ~ play": "we werken van 9 tot 5",
            "fast paced": "op zaterdag is het druk",
            "challenge|challenges|challenging": "een taak waar je van leert",
            "commerciële|commerciele tijger|beest": "je helpt klanten kiezen",
        },
    ),
)
