"""What gives a student away is found wherever it is planted, and never stops anybody."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from placements.applications.leaks import ADVICE, Leak, Own, findings, listed, segments

YEAR = 2026
OWN = Own(name="Yasmina el Amrani-Visser", school_domains=("zeewaarde.example",))
PLAIN = "Graag leer ik banden wisselen en remmen nakijken."

PLANTED = {
    Leak.NAME: ("Yasmina", "AMRANI", "visser's", "ik heet", "my name is"),
    Leak.AGE: (
        "ik ben 17", "17 jaar oud", "17-jarige", "i am 18", "zeventien jaar", "geboren",
        "04-03-2008", "4 maart 2008", "2008-03-04", "4/3/08", "minderjarig", "date of birth",
        "17", "(17)", "Kok, 17, snel", "ik ben net 17", "ik ben bijna 18", "ik word 18",
        "meid van 17", "pas 17 geworden", "17 jr", "17 en gemotiveerd",
    ),
    Leak.ORIGIN: (
        "Turks", "Marokkaanse", "Somalische", "mijn moedertaal", "afkomst", "ik kom uit",
        "mijn ouders komen uit", "refugee", "nationality", "Syriër", "Oekraïens",
        "17 en kom uit een dorp", "gevlucht uit Syrië", "Marokko", "originally from",
    ),
    Leak.RELIGION: (
        "moslim", "hoofddoek", "ramadan", "church-going christian", "mijn geloof", "ik bid",
    ),
    Leak.SCHOOL_EMAIL: ("123456@zeewaarde.example", "y.a@student.zeewaarde.example"),
    Leak.EMAIL: ("yas@voorbeeld.nl", "yas (at) voorbeeld", "yas [at] voorbeeld"),
    Leak.PHONE: ("06-12345678", "+31 6 12 34 56 78", "(020) 123 45 67", "mijn nummer"),
    Leak.LINK: ("https://voorbeeld.nl/ik", "@yasmaakt", "Instagram", "linktr.ee/y"),
    Leak.ADDRESS: ("1234 AB", "1234ab", "Dorpsstraat 12", "ik woon", "12 Baker Street"),
    Leak.PHOTO: ("pasfoto", "mijn foto", "foto van mij", "photo of me", "selfies"),
    Leak.PERSON: ("ik ben een meisje", "zwanger", "i am a boy", "mijn vriendin", "ADHD"),
}  # fmt: skip
EVERY = [(leak, words) for leak, several in PLANTED.items() for words in several]
FINE = (
    PLAIN,
    "Ik kan van 01-02-2027 tot 05-07-2027, drie dagen in de week van 8:00 tot 17:00 uur.",
    "Vanaf 1 september 2027, 32 uur per week.",
    "In de werkplaats heb ik 40 auto's nagekeken en 12 keer een apk voorbereid.",
    "Ik werk al 2 jaar in een restaurant met Turkse gerechten en een Marokkaanse keuken.",
    "Vakken van 1500 kg verplaatsen met de heftruck. In 2027 is mijn stage.",
    "Ik wil leren hoe je foto's bewerkt en een website maakt.",
    "I want to learn how to repair brakes. I can travel 45 minutes by bus.",
    "Zie B1-K1-W1: intake en planning. Ik doe dit het liefst samen.",
    "Ik kan tot 17 uur. Op maandag tot 17:00, op dinsdag van 9 tot 17.",
    "Ik ben 17 km gereden en heb 17 euro betaald voor 17 bouten, maat 16, 17, 18 en 20.",
    "De tafels van 17, 18 en 19. Een boor van 2,17 of 17,5 mm, en hoofdstuk 17.",
    "Tussen 15 en 17 graden. Versie 3.17, stap 17: de remmen. Ik ben al 17 keer gezakt.",
    "17 klanten geholpen\n20 uur in de week\n16 banden gewisseld",
    "Ik ben net 20 minuten onderweg; ik ben nu 18 weken bezig. Lijn 16, 17 of 24.",
)

texts = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=400)


def kinds(text: str, own: Own = OWN) -> list[Leak]:
    return [one.leak for one in findings(text, year=YEAR, own=own)]


@pytest.mark.parametrize(("leak", "words"), EVERY, ids=str)
def test_what_is_planted_is_found(leak: Leak, words: str) -> None:
    found = findings(f"{PLAIN} {words}, daarom.", year=YEAR, own=OWN)
    assert leak in [one.leak for one in found]


@pytest.mark.parametrize("text", FINE)
def test_a_text_about_work_raises_nothing(text: str) -> None:
    assert findings(text, year=YEAR, own=OWN) == []


@given(before=texts, after=texts, planted=st.sampled_from(EVERY))
def test_it_is_found_among_anything(before: str, after: str, planted: tuple[Leak, str]) -> None:
    leak, words = planted
    text = f"{before[:200]}\n\n{words}\n\n{after[:200]}"
    start = text.index(f"\n\n{words}\n\n", len(before[:200])) + 2
    found = findings(text, year=YEAR, own=OWN)
    assert any(
        one.start < start + len(words) and start < one.end and one.leak in (leak, *NEIGHBOURS[leak])
        for one in found
    )


# Where two overlap, the one that begins first stays: 'Visser' in an address is an address.
NEIGHBOURS: dict[Leak, tuple[Leak, ...]] = dict.fromkeys(Leak, ()) | {
    Leak.AGE: (Leak.PHONE, Leak.PERSON, Leak.ORIGIN),
    Leak.PERSON: (Leak.AGE,),
    Leak.LINK: (Leak.EMAIL,),
    Leak.EMAIL: (Leak.LINK,),
}


@given(text=texts | st.binary(max_size=400).map(lambda raw: raw.decode("utf-8", "replace")))
def test_any_text_gets_an_answer_and_the_pieces_make_the_text(text: str) -> None:
    found = findings(text, year=YEAR, own=OWN)
    assert "".join(piece.text for piece in segments(text, found)) == text
    ends = [0, *(one.end for one in found)]
    assert all(end <= one.start < one.end for end, one in zip(ends, found, strict=False))
    assert all(text[one.start : one.end] == one.words for one in found)


@given(planted=st.lists(st.sampled_from(EVERY), max_size=6))
def test_capitals_and_accents_make_no_difference(planted: list[tuple[Leak, str]]) -> None:
    text = ". ".join(words for _, words in planted)
    apart = unicodedata.normalize("NFD", text)
    assert kinds(text) == kinds(text.upper()) == kinds(text.lower()) == kinds(apart)


@given(name=texts, text=texts)
def test_any_name_may_be_known(name: str, text: str) -> None:
    findings(text, year=YEAR, own=Own(name, (name,)))


def test_an_accent_in_the_own_name_is_no_way_around() -> None:
    own = Own("Zoë Çelik")
    assert kinds("Groet, Zoe Celik", own).count(Leak.NAME) >= 2
    assert kinds("zoë ÇELİK", own) == [Leak.NAME, Leak.NAME]


def test_without_a_name_the_general_words_are_still_found() -> None:
    assert [one.leak for one in findings("Ik ben 17 jaar", year=YEAR)] == [Leak.AGE]


def test_every_leak_has_a_reason_and_a_hint_and_a_word_or_shape() -> None:
    assert set(ADVICE) == set(Leak) == set(PLANTED)
    assert all(advice.reason and advice.hint for advice in ADVICE.values())
    assert listed().by_word


def test_long_and_hostile_texts_stay_quick() -> None:
    for text in (
        "a." * 50_000,
        "1" * 50_000,
        "0 " * 30_000,
        "a@" * 50_000,
        "jan " * 30_000,
        "(0" * 9_000,
    ):
        assert len(findings(text, year=YEAR, own=OWN)) <= 60
