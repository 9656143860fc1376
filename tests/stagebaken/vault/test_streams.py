"""Files in chunks: cut, reordered, extended or swapped they fail."""

from collections.abc import Iterator
from itertools import pairwise
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stagebaken.vault import streams
from stagebaken.vault.errors import EnvelopeError
from stagebaken.vault.padding import padded_length
from stagebaken.vault.purposes import Purpose

KEY = bytes(range(32))
FILE = UUID("00112233-4455-4677-8899-aabbccddeeff")
CONTENT = bytes(range(256)) * 700  # three chunks
SEALED = list(streams.seal_stream(KEY, FILE, [CONTENT]))
sizes = st.integers(0, 4 * streams.CONTENT_BYTES)


def opened(sealed: list[bytes], key: bytes = KEY, file: UUID = FILE) -> bytes:
    return b"".join(streams.open_stream(key, file, sealed))


def pieces(content: bytes, cuts: list[int]) -> list[bytes]:
    places = [0, *sorted(cut % (len(content) + 1) for cut in cuts), len(content)]
    return [content[a:b] for a, b in pairwise(places)]


@given(sizes, st.lists(st.integers(0, 10**6), max_size=6), st.lists(st.integers(0, 10**6)))
def test_what_is_sealed_in_any_pieces_opens_in_any_pieces(
    size: int, cuts: list[int], sealed_cuts: list[int]
) -> None:
    content = (b"stagebaken" * (size // 10 + 1))[:size]
    sealed = b"".join(streams.seal_stream(KEY, FILE, pieces(content, cuts)))
    assert opened(pieces(sealed, sealed_cuts)) == content


def test_nothing_at_all_is_a_file_too() -> None:
    assert opened(list(streams.seal_stream(KEY, FILE, []))) == b""


def test_a_full_chunk_has_the_size_of_the_design() -> None:
    assert [len(chunk) for chunk in SEALED[:-1]] == [64 * 1024 + 46] * (len(SEALED) - 1)
    assert len(SEALED) == 3


@pytest.mark.parametrize("kept", [0, 1, 2])
def test_a_file_cut_at_a_chunk_fails(kept: int) -> None:
    with pytest.raises(EnvelopeError):
        opened(SEALED[:kept])


@given(st.integers(0, sum(map(len, SEALED)) - 1))
def test_a_file_cut_anywhere_fails(length: int) -> None:
    with pytest.raises(EnvelopeError):
        opened([b"".join(SEALED)[:length]])


@given(st.permutations(range(3)))
def test_reordered_chunks_fail(order: list[int]) -> None:
    if order != [0, 1, 2]:
        with pytest.raises(EnvelopeError):
            opened([SEALED[place] for place in order])


def test_a_chunk_more_fails() -> None:
    for extra in (*SEALED, b"x"):
        with pytest.raises(EnvelopeError):
            opened([*SEALED, extra])


def test_a_chunk_twice_or_missing_fails() -> None:
    for changed in ([SEALED[0], *SEALED], [SEALED[0], SEALED[2]], SEALED[1:]):
        with pytest.raises(EnvelopeError):
            opened(changed)


@given(st.integers(0, sum(map(len, SEALED)) * 8 - 1))
def test_any_flipped_bit_fails(place: int) -> None:
    changed = bytearray(b"".join(SEALED))
    changed[place // 8] ^= 1 << place % 8
    with pytest.raises(EnvelopeError):
        opened([bytes(changed)])


def test_a_chunk_of_another_file_fails_even_under_one_key() -> None:
    other = list(streams.seal_stream(KEY, uuid4(), [CONTENT]))
    with pytest.raises(EnvelopeError):
        opened([SEALED[0], other[1], SEALED[2]])


def test_another_key_file_or_purpose_fails() -> None:
    with pytest.raises(EnvelopeError):
        opened(SEALED, key=bytes(32))
    with pytest.raises(EnvelopeError):
        opened(SEALED, file=uuid4())
    with pytest.raises(EnvelopeError):
        list(streams.open_stream(KEY, FILE, SEALED, purpose=Purpose.BACKUP_CHUNK))


@given(sizes, sizes)
def test_files_of_one_class_are_sealed_to_one_length(one: int, other: int) -> None:
    lengths = [
        sum(len(chunk) for chunk in streams.seal_stream(KEY, FILE, [bytes(size)]))
        for size in (one, other)
    ]
    same_class = padded_length(one) == padded_length(other)
    assert (lengths[0] == lengths[1]) == same_class


def test_sealing_holds_one_chunk_not_the_file() -> None:
    taken = 0

    def upload() -> Iterator[bytes]:
        nonlocal taken
        for _ in range(100):
            taken += 1
            yield bytes(8 * 1024)

    stream = streams.seal_stream(KEY, FILE, upload())
    next(stream)
    assert taken <= 3 * streams.FRAME_BYTES // (8 * 1024)
