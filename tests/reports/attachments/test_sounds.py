"""Recordings keep their sound and lose their tags, covers and places."""

import pytest

from reports.attachments.cleaner.formats import Format
from reports.attachments.cleaner.refusals import Refusal
from tests.reports.attachments.cleaning import clean, refusal
from tests.reports.attachments.corpus import sounds
from tests.reports.attachments.corpus.images import BYTES

CONTAINERS_WORDS = {"language", "handler_name", "major_brand", "minor_version", "compatible_brands"}


@pytest.mark.parametrize(
    ("container", "codec", "made"),
    [
        ("mp3", "libmp3lame", Format.MP3),
        ("ipod", "aac", Format.M4A),  # iPhone, most Android recorders
        ("ipod", "alac", Format.M4A),
        ("mp4", "aac", Format.M4A),  # Safari's MediaRecorder
        ("adts", "aac", Format.M4A),
        ("ogg", "libopus", Format.OGG),  # Firefox's MediaRecorder
        ("webm", "libopus", Format.OGG),  # Chrome's MediaRecorder
        ("mp4", "libopus", Format.OGG),
        ("wav", "pcm_s16le", Format.WAV),
    ],
)
def test_a_recording_keeps_its_sound_and_no_tag(container: str, codec: str, made: Format) -> None:
    data = sounds.recorded(container, codec)
    assert BYTES in data or container == "adts"
    format_made, cleaned = clean(data)
    assert format_made is made
    assert BYTES not in cleaned
    assert b"+52.0907" not in cleaned
    assert not set(sounds.tags_of(cleaned)) - CONTAINERS_WORDS
    assert sounds.seconds_of(cleaned) == pytest.approx(1, abs=0.15)


@pytest.mark.parametrize(
    "data",
    [
        sounds.recorded("webm", "libopus", live="1"),  # no length, no index
        sounds.recorded("mp4", "aac", movflags="frag_keyframe+empty_moov"),
    ],
)
def test_a_recording_that_a_browser_streamed_is_kept(data: bytes) -> None:
    assert sounds.seconds_of(clean(data)[1]) == pytest.approx(1, abs=0.15)


def test_a_cover_and_tags_around_an_mp3_are_gone() -> None:
    data = sounds.mp3_with_everything()
    assert data.count(BYTES) > 20
    made, cleaned = clean(data)
    assert made is Format.MP3
    assert BYTES not in cleaned
    assert b"\xff\xd8\xff" not in cleaned[:100]
    assert sounds.seconds_of(cleaned) == pytest.approx(1, abs=0.15)


def test_an_archive_behind_an_mp3_is_gone() -> None:
    _, cleaned = clean(sounds.recorded("mp3", "libmp3lame") + b"PK\x03\x04" + BYTES * 100)
    assert BYTES not in cleaned
    assert b"PK\x03\x04" not in cleaned


def test_a_video_is_refused() -> None:
    assert refusal(sounds.video()) is Refusal.VIDEO


def test_a_kind_of_sound_that_we_cannot_move_is_refused() -> None:
    assert refusal(sounds.recorded("ogg", "flac")) is Refusal.SOUND_TYPE


def test_half_a_phone_recording_is_refused() -> None:
    data = sounds.recorded("ipod", "aac")
    assert refusal(data[: len(data) // 2]) is Refusal.DAMAGED


@pytest.mark.parametrize(
    "start", [b"ID3\x04\x00\x00\x00\x00\x00\x00", b"OggS\x00", b"\x1a\x45\xdf\xa3", b"\xff\xfb\x90"]
)
def test_a_first_line_alone_makes_no_recording(start: bytes) -> None:
    assert refusal(start + BYTES * 200) in {Refusal.DAMAGED, Refusal.SOUND_TYPE}


def test_a_playlist_opens_no_other_file() -> None:
    # It is text, and stays text: no demuxer ever guesses.
    made, cleaned = clean(sounds.playlist())
    assert made is Format.TEXT
    assert cleaned == sounds.playlist()
