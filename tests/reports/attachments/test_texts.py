"""Plain text stays readable; what does not show, or acts, does not pass."""

import unicodedata
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.attachments.cleaner import texts
from reports.attachments.cleaner.formats import Format, Limits, Source, recognise
from reports.attachments.cleaner.refusals import Refusal, Uncleanable
from tests.reports.attachments.cleaning import clean, refusal

LIMITS = Limits(*[10**6] * 8)


@pytest.mark.parametrize(
    ("data", "read"),
    [
        ("Zoë zei: ‘kom maar’ 👩🏽‍🔧".encode(), "Zoë zei: ‘kom maar’ 👩🏽‍🔧"),
        ("Zoë, één €".encode("cp1252"), "Zoë, één €"),
        ("Zoë".encode("utf-16"), "Zoë"),
        (b"\xef\xbb\xbfa\r\nb\rc\x07\x1b[31m", "a\nb\nc[31m"),
        ("نص عربي \u200f(1)".encode(), "نص عربي \u200f(1)"),
    ],
)
def test_text_stays_readable(data: bytes, read: str) -> None:
    padding = "." * 300  # a stray control character among text
    made, cleaned = clean(data + padding.encode("utf-16" if data[:1] == b"\xff" else "ascii")[
        2 if data[:1] == b"\xff" else 0 :
    ])  # fmt: skip
    assert made is Format.TEXT
    assert cleaned.decode() == read + padding


def test_invisible_watermarks_and_reordering_are_gone() -> None:
    # Zero width characters between words have led to the person who passed a text on.
    _, cleaned = clean("ge\u200bheim\u2060 \u202egnp.exe \U000e0041".encode())
    assert cleaned.decode() == "geheim gnp.exe "


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", Refusal.EMPTY),
        (b" \n\t", Refusal.EMPTY),
        (b"MZ\x90\x00\x03\x00\x00\x00\x04" + bytes(60), Refusal.UNKNOWN_TYPE),
        (b"\x7fELF\x02\x01\x01" + bytes(60), Refusal.UNKNOWN_TYPE),
        (b"PK\x03\x04\x14\x00" + bytes(60), Refusal.OFFICE),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(60), Refusal.OFFICE),
        (b"<!DOCTYPE html><script>alert(1)</script>", Refusal.MARKUP),
        (b"\xef\xbb\xbf  <svg onload='alert(1)'>", Refusal.MARKUP),
        (b"<?xml version='1.0'?><svg/>", Refusal.MARKUP),
        (b"{\\rtf1 hallo}", Refusal.MARKUP),
        (b"%!PS-Adobe-3.0", Refusal.MARKUP),
        (b"#!/bin/sh\nrm -rf /", Refusal.MARKUP),
        (b"#!AMR\n" + bytes(60), Refusal.SOUND_TYPE),
        (b"GIF89a<html>", Refusal.UNKNOWN_TYPE),
        (b"\x01\x02\x03\x04" * 50, Refusal.UNKNOWN_TYPE),
        (b"hallo \x81\x8d", Refusal.UNKNOWN_TYPE),
    ],
)
def test_what_is_no_plain_text_is_refused(data: bytes, why: Refusal) -> None:
    assert refusal(data) is why


def test_a_chat_that_begins_with_an_angle_bracket_is_text() -> None:
    assert clean(b"<Stagebegeleider> dat doen we hier niet")[0] is Format.TEXT


@given(st.text(min_size=1))
def test_clean_text_has_no_control_characters_and_stays_clean(text: str) -> None:
    try:
        once = texts.clean(text.encode(errors="ignore"), Source.TEXT, LIMITS)
    except Uncleanable:
        return
    shown = set(once.body.decode()) - {"\n", "\t"}
    assert "Cc" not in {unicodedata.category(character) for character in shown}
    assert texts.clean(once.body, Source.TEXT, LIMITS) == once


@given(st.binary(max_size=64))
def test_any_bytes_are_recognised_or_refused(data: bytes) -> None:
    with suppress(Uncleanable):
        assert recognise(data) in Source
