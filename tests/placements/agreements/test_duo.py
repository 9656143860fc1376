"""DUO's BPV record: what is written reads back as the same, and no value breaks a line."""

import contextlib
import re
from collections import Counter
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from placements.agreements import duo, duo_numbers
from placements.agreements.duo import Agreed, Asked, Numbers, Person, Refusal, Variant, Why
from schools.students.dialects import HEADER, arranged, is_lines
from stagebaken.imports.reading import Table

BSN, EDUCATION, PGN = "123456782", "100000004", "900000001"
EXAMPLE = Agreed(
    number="BCDFGHJKLM",
    student="S1001",
    drawn_up_on=date(2023, 1, 7),
    starts_on=date(2023, 2, 1),
    ends_on=date(2025, 1, 29),
    ended_on=date(2024, 8, 30),
    hours=2163,
    company="100018965",
    crebo="25655",
)
RO = Asked(Variant.RO)
GRONDSLAG = Asked(Variant.GRONDSLAG, brin="27DV")
KNOWN = {"S1001": Numbers(bsn=BSN, pgn=PGN, enrolment="C3")}


def one(asked: Asked, numbers: Any = None, **changes: Any) -> duo.Export:
    agreed = Agreed(**(vars(EXAMPLE) | changes))
    return duo.written([agreed], KNOWN if numbers is None else numbers, asked)


def test_the_example_of_the_specification() -> None:
    """Position by position as data/specs/duo_bpv.md has it, but for its `BSN1`."""
    assert one(RO).text == (
        f"BPV|{BSN}||C3|BCDFGHJKLM|2023-01-07|2023-02-01|2025-01-29|2024-08-30|2163|100018965|25655|\n"
    )
    assert one(GRONDSLAG).text == (
        f"BPV;{PGN};27DV;C3;BCDFGHJKLM;20230107;20230201;20250129;20240830;2163;100018965;25655;\n"
    )


def test_a_running_agreement_has_no_last_day_yet() -> None:
    assert one(RO, ended_on=None).lines[0].split("|")[8] == ""


def test_an_education_number_stands_in_its_own_field() -> None:
    numbers = {"S1001": Numbers(onderwijsnummer=EDUCATION, enrolment="1")}
    assert one(RO, numbers).lines[0].split("|")[1:3] == ["", EDUCATION]


@pytest.mark.parametrize(
    ("why", "changes"),
    [
        (Why.COMPANY, {"company": ""}),
        (Why.COMPANY, {"company": "012345678"}),
        (Why.COMPANY, {"company": "1000189650"}),
        (Why.CREBO, {"crebo": "2565"}),
        (Why.HOURS, {"hours": 10_000}),
        (Why.HOURS, {"hours": 0}),
        (Why.DAYS, {"ends_on": date(2022, 1, 1)}),
        (Why.NUMBERS, {"student": "S2"}),
    ],
)
def test_what_duo_would_send_back_is_left_out_with_its_reason(
    why: Why, changes: dict[str, Any]
) -> None:
    made = one(RO, **changes)
    assert made.lines == []
    assert made.refused == [Refusal("BCDFGHJKLM", why)]


@pytest.mark.parametrize(
    ("numbers", "why"),
    [
        (Numbers(bsn="123456789", enrolment="1"), Why.PERSON),  # fails the check of eleven
        (Numbers(bsn="000000000", enrolment="1"), Why.PERSON),
        (Numbers(onderwijsnummer=BSN, enrolment="1"), Why.PERSON),
        (Numbers(bsn=BSN), Why.ENROLMENT),
        (Numbers(bsn=BSN, enrolment="=1+1"), Why.ENROLMENT),
        (Numbers(bsn=BSN, enrolment="1|2"), Why.ENROLMENT),
        (Numbers(bsn=BSN, enrolment="1\n2"), Why.ENROLMENT),
        (None, Why.TWICE),
    ],
)
def test_a_wrong_number_is_no_line(numbers: Numbers | None, why: Why) -> None:
    assert [refusal.why for refusal in one(RO, {"S1001": numbers}).refused] == [why]


def test_the_number_of_a_person_can_stay_empty_where_that_is_asked() -> None:
    made = one(Asked(Variant.RO, enrolment="1", is_blank_allowed=True), {})
    assert made.lines[0].startswith("BPV|||1|")
    wrong = {"S1001": Numbers(bsn="1")}
    assert one(Asked(Variant.RO, enrolment="1", is_blank_allowed=True), wrong).lines == []


def test_grondslag_needs_a_brin_and_the_hours() -> None:
    assert one(Asked(Variant.GRONDSLAG)).refused[0].why is Why.BRIN
    assert one(GRONDSLAG, hours=None).refused[0].why is Why.HOURS
    assert one(RO, hours=None).lines[0].split("|")[9] == ""


def test_a_refusal_that_comes_in_goes_out() -> None:
    before = Refusal("X", Why.NOT_IN_REGISTER)
    assert duo.written([before, EXAMPLE], KNOWN, RO).refused == [before]


FORMATS = {  # of the specification, in the order of the fields
    Variant.RO: [
        r"BPV", r"(\d{9})?", r"(\d{9})?", r"[^|;\r\n]{1,20}", r"[^|;\r\n]{1,20}",
        *[r"\d{4}-\d\d-\d\d"] * 3, r"(\d{4}-\d\d-\d\d)?", r"(\d{1,4})?", r"[1-9]\d{8}",
        r"(\d{5})?", r"",
    ],
    Variant.GRONDSLAG: [
        r"BPV", r"\d{9}", r"\d\d[A-Z]{2}", r"[^|;\r\n]{1,20}", r"[^|;\r\n]{1,20}",
        *[r"\d{8}"] * 3, r"(\d{8})?", r"\d{1,10}", r"[1-9]\d{8}", r"(\d{5})?", r"",
    ],
}  # fmt: skip
DAYS = st.dates(date(1000, 1, 1))
TYPED = st.text(max_size=24) | st.from_regex(r"[0-9A-Z=+@|;\r\n-]{0,24}")
AGREED = st.builds(
    Agreed,
    number=TYPED,
    student=st.sampled_from(["S1", "S2"]),
    drawn_up_on=DAYS,
    starts_on=DAYS,
    ends_on=DAYS,
    ended_on=st.none() | DAYS,
    hours=st.none() | st.integers(-1, 12_000),
    company=TYPED | st.integers(100_000_000, 999_999_999).map(str),
    crebo=TYPED | st.integers(10_000, 99_999).map(str),
)
NUMBERS = st.builds(
    Numbers,
    bsn=st.sampled_from(["", BSN, "1"]) | TYPED,
    onderwijsnummer=st.sampled_from(["", EDUCATION]) | TYPED,
    pgn=st.sampled_from(["", PGN]) | TYPED,
    enrolment=st.sampled_from(["C1", "1"]) | TYPED,
)


@given(
    st.lists(AGREED, max_size=5),
    st.dictionaries(st.sampled_from(["S1", "S2"]), st.none() | NUMBERS),
    st.sampled_from([RO, GRONDSLAG, Asked(Variant.RO, enrolment="1", is_blank_allowed=True)]),
)
def test_whatever_comes_in_a_line_is_a_record_that_reads_back(
    agreed: list[Agreed], numbers: dict[str, Numbers | None], asked: Asked
) -> None:
    """Law: each agreement is one line or one refusal, and a line says what went in."""
    made = duo.written(agreed, numbers, asked)
    assert len(made.lines) + len(made.refused) == len(agreed)
    assert made.text.isascii()
    assert re.findall("[\r\n\x0b\x0c\x1c-\x1e]", made.text) == ["\n"] * len(made.lines)
    kept = iter(agreed)
    for line in made.text.splitlines():
        cells = line.split(asked.variant.delimiter)
        assert len(cells) == duo.WIDTH
        for pattern, cell in zip(FORMATS[asked.variant], cells, strict=True):
            if not (asked.is_blank_allowed and cell == ""):
                assert re.fullmatch(pattern, cell), (pattern, cell)
            # Attack: a spreadsheet that opens the file runs what begins like this.
            assert not cell.startswith(("=", "+", "-", "@", "\t"))
        assert any(reads_as(cells, one, asked) for one in kept)


def reads_as(cells: list[str], one: Agreed, asked: Asked) -> bool:
    def day(text: str) -> date | None:
        return date.fromisoformat(text) if text else None

    return (
        cells[4] == one.number
        and [day(text) for text in cells[5:9]]
        == [one.drawn_up_on, one.starts_on, one.ends_on, one.ended_on]
        and (int(cells[9]) if cells[9] else None) == one.hours
        and cells[10] == one.company
        and cells[11] == one.crebo
    )


@given(st.from_regex(r"\d{9}", fullmatch=True).filter(str.isascii))
def test_one_wrong_digit_is_found(number: str) -> None:
    """What a check of eleven is for."""
    if duo.is_number(Person.BSN, number):
        wrong = number[:-1] + str((int(number[-1]) + 1) % 10)
        assert not duo.is_number(Person.BSN, wrong)


def test_our_own_reader_of_such_files_finds_the_same() -> None:
    """What a school exports here, a school can import here."""
    for asked in (RO, GRONDSLAG):
        cells = one(asked).lines[0].split(asked.variant.delimiter)
        table = Table(cells, iter([]), 0, lambda: 0)
        assert is_lines(table)
        passed: Counter[str] = Counter()
        [row] = list(arranged(table, brin="", passed=passed).rows)
        found = dict(zip(HEADER, row.cells, strict=True))
        assert found["inschrijvingvolgnummer"] == "C3"
        assert found["crebo"] == "25655"


# ---------- the file with numbers ----------


def test_the_numbers_are_read_by_student() -> None:
    content = f"Studentnummer;BSN;Inschrijvingvolgnummer\nS1001;{BSN};C3\nS2;{BSN};\n".encode()
    assert duo_numbers.read(content) == {
        "S1001": Numbers(bsn=BSN, enrolment="C3"),
        "S2": Numbers(bsn=BSN),
    }


def test_a_first_zero_that_a_spreadsheet_dropped_comes_back() -> None:
    content = b"studentnummer,bsn\nS1,12345672\n"
    assert duo_numbers.read(content)["S1"] == Numbers(bsn="012345672")


def test_a_student_with_two_numbers_has_none() -> None:
    content = f"studentnummer;bsn\nS1;{BSN}\nS1;{BSN}\nS2;{BSN}\nS2;111222333\n".encode()
    assert duo_numbers.read(content) == {"S1": Numbers(bsn=BSN), "S2": None}


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"123456782;S1\n",
        b"studentnummer\nS1\n",
        b"bsn;pgn\n123456782;900000001\n",
        b"PK\x03\x04 a spreadsheet",
        b"studentnummer;bsn\n" + b"S;1\n" * 20_001,
    ],
)
def test_a_file_that_is_none_is_refused_without_quoting_it(content: bytes) -> None:
    with pytest.raises(duo_numbers.BadNumbers) as mistake:
        duo_numbers.read(content)
    assert "123456782" not in repr(mistake.value)
    assert "123456782" not in str(mistake.value.sentence)
    assert mistake.value.__cause__ is None


@given(st.binary(max_size=300))
def test_no_file_at_all_gives_another_error(content: bytes) -> None:
    with contextlib.suppress(duo_numbers.BadNumbers):
        duo_numbers.read(content)
