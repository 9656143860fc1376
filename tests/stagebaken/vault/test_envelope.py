"""Laws of the envelope (P7, P8)."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stagebaken.vault import envelope
from stagebaken.vault.errors import EnvelopeError, UnknownSuite, WrongKey
from stagebaken.vault.padding import LENGTH_BYTES, frame, pad, padded_length, unpad
from stagebaken.vault.purposes import Purpose

keys = st.binary(min_size=32, max_size=32)
purposes = st.sampled_from(Purpose)
KEY = bytes(range(32))
OBJECT = UUID("00112233-4455-4677-8899-aabbccddeeff")


def seal(text: bytes = b"what happened") -> bytes:
    return envelope.seal(KEY, text, purpose=Purpose.MESSAGE_BODY, object_id=OBJECT)


def unseal(sealed: bytes) -> bytes:
    return envelope.unseal(KEY, sealed, purpose=Purpose.MESSAGE_BODY, object_id=OBJECT)


@given(keys, st.binary(max_size=5000), purposes, st.uuids())
def test_what_is_sealed_opens(key: bytes, text: bytes, purpose: Purpose, one: UUID) -> None:
    sealed = envelope.seal(key, text, purpose=purpose, object_id=one)
    assert envelope.unseal(key, sealed, purpose=purpose, object_id=one) == text
    assert envelope.unseal(key, memoryview(sealed), purpose=purpose, object_id=one) == text


def test_every_flipped_bit_fails() -> None:
    sealed = seal()
    for place in range(len(sealed) * 8):
        changed = bytearray(sealed)
        changed[place // 8] ^= 1 << place % 8
        with pytest.raises(EnvelopeError):
            unseal(bytes(changed))


@given(st.integers(min_value=0, max_value=557))
def test_every_cut_fails(length: int) -> None:
    with pytest.raises(EnvelopeError):
        unseal(seal()[:length])


@given(st.binary(min_size=1, max_size=64))
def test_every_extension_fails(extra: bytes) -> None:
    with pytest.raises(EnvelopeError):
        unseal(seal() + extra)


@given(st.binary(max_size=600))
def test_what_was_never_sealed_fails(noise: bytes) -> None:
    with pytest.raises(EnvelopeError):
        unseal(noise)


@given(purposes, purposes)
def test_another_column_fails(here: Purpose, there: Purpose) -> None:
    sealed = envelope.seal(KEY, b"text", purpose=here, object_id=OBJECT)
    if here is not there:
        with pytest.raises(EnvelopeError):
            envelope.unseal(KEY, sealed, purpose=there, object_id=OBJECT)


@given(st.uuids(), st.uuids())
def test_another_object_fails(here: UUID, there: UUID) -> None:
    sealed = envelope.seal(KEY, b"text", purpose=Purpose.MESSAGE_BODY, object_id=here)
    if here != there:
        with pytest.raises(EnvelopeError):
            envelope.unseal(KEY, sealed, purpose=Purpose.MESSAGE_BODY, object_id=there)


@given(keys)
def test_another_dossiers_key_fails_by_name(other: bytes) -> None:
    if other != KEY:
        with pytest.raises(WrongKey):
            envelope.unseal(other, seal(), purpose=Purpose.MESSAGE_BODY, object_id=OBJECT)


@pytest.mark.parametrize("place", [0, 1])
@given(value=st.integers(min_value=0, max_value=255))
def test_an_unknown_version_or_suite_is_refused(place: int, value: int) -> None:
    sealed = bytearray(seal())
    if sealed[place] != value:
        sealed[place] = value
        with pytest.raises(UnknownSuite):
            unseal(bytes(sealed))


def test_sealing_twice_looks_different() -> None:
    assert seal() != seal()


def test_the_error_says_nothing_of_the_text() -> None:
    sealed = seal(b"canary")
    with pytest.raises(EnvelopeError) as caught:
        unseal(sealed[:-1] + bytes([sealed[-1] ^ 1]))
    assert "canary" not in repr(caught.value)
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__


# Length hides


@given(st.integers(min_value=1, max_value=2**40))
def test_the_padded_length_is_what_the_design_says(length: int) -> None:
    padded = padded_length(length)
    step = max(512, 2 ** (length.bit_length() - 1 - 5)) if length >= 32 else 512
    assert padded % step == 0
    assert 0 <= padded - length < step


@given(st.integers(min_value=1, max_value=2**20), st.integers(min_value=1, max_value=2**20))
def test_longer_text_is_never_sealed_shorter(one: int, other: int) -> None:
    low, high = sorted((one, other))
    assert padded_length(low) <= padded_length(high)


@given(st.binary(max_size=508), st.binary(max_size=508))
def test_texts_of_one_class_are_sealed_to_one_length(one: bytes, other: bytes) -> None:
    assert len(seal(one)) == len(seal(other))


@given(st.integers(min_value=0, max_value=40_000))
def test_the_sealed_length_tells_the_class_alone(length: int) -> None:
    expected = padded_length(LENGTH_BYTES + length) + envelope.OVERHEAD
    assert len(seal(bytes(length))) == expected


@given(st.binary(max_size=3000))
def test_what_is_padded_unpads(text: bytes) -> None:
    assert unpad(pad(text)) == text


@given(st.binary(max_size=1100))
def test_unpadding_is_unambiguous(padded: bytes) -> None:
    """Either it is exactly what padding makes of some text, or it is refused."""
    try:
        text = unpad(padded)
    except EnvelopeError:
        return
    assert frame(text, len(padded)) == padded


def test_a_frame_that_is_too_small_is_refused() -> None:
    with pytest.raises(ValueError, match="does not fit"):
        frame(b"twelve bytes", 15)


def test_padding_that_hides_something_is_refused() -> None:
    padded = bytearray(pad(b"text"))
    padded[-1] = 1
    with pytest.raises(EnvelopeError):
        unpad(bytes(padded))
