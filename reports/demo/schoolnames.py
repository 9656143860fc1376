"""Sixty schools that do not exist, in places that do not exist."""

NAMES = (
    "Zilversluis", "Lichtersluis", "Wolkenmond", "Kraanstede", "Meeuwenstede", "Schelpendam",
    "Bakensveld", "Loodsdam", "Reigershorst", "Ottermond", "Kievitenvoort", "Wulpendam",
    "Zeilmond", "Ankersbeek", "Kompasvoort", "Stormhorst", "Nevelmond", "Dauwmond",
    "Kiezeloever", "Klinkersluis", "Hageldam", "Roggenstede", "Vlassluis", "Lariksveld",
    "Fakkelhorst", "Klaproosoever", "Sterrenvoort", "Wimpelkade", "Klokkenhorst", "Zwaluwkade",
    "Trommeldam", "Lantaarnhorst", "Kwartsbeek", "Barnsteenkade", "Pluvierburcht",
    "Karekietstede", "Ooievaarsburcht", "Eendenmond", "Stuifstede", "Kabelveld", "Parelgaarde",
    "Vonkenmond", "Linnensluis", "Molenaarsstede", "Disteldam", "Bremvoort", "Zonnekade",
    "Wierkade", "Krabbenmond", "Touwkade", "Spiegelgaarde", "Keteloever", "Scherpenoever",
    "Bokkenvoort", "Rietmushorst", "Tarwemond", "Havikstede", "Krooskade", "Lisdoddesluis",
    "Anijsburcht",
)  # fmt: skip
