"""Letters of another script that look like the one beside them.

Attack: one Cyrillic letter in a name that the reporter looks for, or a row of them that spells a
number: read as the same text, and another one leaves. Decided by two facts: which script each
letter is of, by its Unicode name; and that no people writes one word in two alphabets. Chinese,
Japanese and Korean do write theirs beside each other, and beside one alphabet.
"""

import unicodedata
from collections import Counter
from collections.abc import Iterator
from itertools import chain

LATIN, GREEK, CYRILLIC = "LATIN", "GREEK", "CYRILLIC"
_EAST = frozenset({"CJK", "HIRAGANA", "KATAKANA", "HALFWIDTH", "IDEOGRAPHIC", "HANGUL", "BOPOMOFO"})
_SIGNS = frozenset("ªºµℹ")  # Unicode calls them letters; people write them beside any

# Drawn the same in the typefaces of a screen. What is not here is set apart instead.
_LOOK_ALIKES: dict[str, dict[str, str]] = {
    CYRILLIC: dict(
        zip(
            "аеорсухіјѕһԁԛԝѐёїӏАВЕКМНОРСТУХІЈЅԌԚԜӀЀЁЇҮ",
            "aeopcyxijshdqwèëïlABEKMHOPCTYXIJSGQWIÈËÏY",
            strict=True,
        )
    ),
    GREEK: dict(zip("ονΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ovABEZHIKMNOPTYX", strict=True)),
}
_BACK = {
    script: {latin: letter for letter, latin in table.items()}
    for script, table in _LOOK_ALIKES.items()
}


def is_one_script(text: str) -> bool:
    """Whether each word is of one script, and no word merely looks like one of Latin."""
    if text.isascii():
        return True
    return not (any(map(_is_mixed, _words(text))) or _lone_look_alikes(text))


def in_one_script(text: str) -> str:
    """The same text with look-alikes replaced; what looks like nothing else is set apart."""
    if text.isascii():
        return text
    text = "".join(_told_apart(part) if _is_mixed(part) else part for part in _parts(text))
    for table in _lone_look_alikes(text):
        text = text.translate({ord(letter): latin for letter, latin in table.items()})
    return text


def _script(sign: str) -> str:
    """The script of a letter; nothing for what stands beside any: accents, digits, signs."""
    if sign.isascii():
        return LATIN if sign.isalpha() else ""
    if sign in _SIGNS or unicodedata.category(sign) not in {"Lu", "Ll", "Lt", "Lo", "Nl"}:
        return ""
    found = unicodedata.name(sign, "").split(" ")[0].split("-")[0]
    return "" if found in _EAST else found


def _is_in_word(sign: str) -> bool:
    return unicodedata.category(sign)[0] in "LM" or unicodedata.category(sign) == "Nl"


def _parts(text: str) -> Iterator[str]:
    """The words, and what stands between them, in their order."""
    start = 0
    for place in range(1, len(text) + 1):
        if place == len(text) or _is_in_word(text[place]) != _is_in_word(text[start]):
            yield text[start:place]
            start = place


def _words(text: str) -> Iterator[str]:
    return (part for part in _parts(text) if _is_in_word(part[0]))


def _is_mixed(word: str) -> bool:
    return not word.isascii() and len({_script(sign) for sign in word} - {""}) > 1


def _told_apart(word: str) -> str:
    scripts = Counter(script for sign in word if (script := _script(sign)))
    main = scripts.most_common(1)[0][0]
    letters = [_as_of(main, sign) for sign in word]
    found, current = [], ""
    for sign in chain.from_iterable(letters):
        script = _script(sign)
        if script and current and script != current:
            found.append(" ")
        current = script or current
        found.append(sign)
    return "".join(found)


def _as_of(main: str, sign: str) -> str:
    """The letter of the word's own script that this one is taken for, if there is one."""
    own = _script(sign)
    if own in {"", main}:
        return sign
    same = unicodedata.normalize("NFKC", sign)  # wide letters, numerals, letters of formulas
    if same != sign and {_script(one) for one in same} <= {"", main}:
        return same
    if main == LATIN:
        return _LOOK_ALIKES.get(own, {}).get(sign, sign)
    return _BACK.get(main, {}).get(same, sign) if own == LATIN else sign


def _lone_look_alikes(text: str) -> list[dict[str, str]]:
    """The tables of alphabets of which this Latin text has look-alikes, and no other letter."""
    letters: dict[str, set[str]] = {}
    for sign in set(text):
        letters.setdefault(_script(sign), set()).add(sign)
    if LATIN not in letters:
        return []
    return [
        table
        for script, table in _LOOK_ALIKES.items()
        if script in letters and letters[script] <= table.keys()
    ]
