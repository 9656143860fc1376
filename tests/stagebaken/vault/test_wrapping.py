"""Wrapping for a person: bound to the recipient, the dossier and the audience."""

from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stagebaken.vault import wrapping
from stagebaken.vault.errors import EnvelopeError, UnknownSuite

PAIR = wrapping.generate_key_pair()
OTHER = wrapping.generate_key_pair()
DOSSIER = UUID("00112233-4455-4677-8899-aabbccddeeff")
KEY = bytes(range(32))
WRAPPED = wrapping.wrap(KEY, PAIR.public, dossier_id=DOSSIER, audience="shared")


def unwrap(wrapped: bytes, private: bytes = PAIR.private) -> bytes:
    return wrapping.unwrap(wrapped, private, dossier_id=DOSSIER, audience="shared")


def test_a_key_pair_has_the_sizes_of_the_design() -> None:
    assert (len(PAIR.private), len(PAIR.public)) == (96, 1216)
    assert wrapping.public_of(PAIR.private) == PAIR.public
    assert PAIR != OTHER


@given(st.binary(min_size=32, max_size=32), st.uuids(), st.sampled_from(["shared", "staff"]))
def test_what_is_wrapped_unwraps(key: bytes, dossier: UUID, audience: str) -> None:
    wrapped = wrapping.wrap(key, PAIR.public, dossier_id=dossier, audience=audience)
    assert len(wrapped) == 1169
    opened = wrapping.unwrap(wrapped, PAIR.private, dossier_id=dossier, audience=audience)
    assert opened == key


def test_every_flipped_bit_fails() -> None:
    opener = wrapping.Unwrapper(PAIR.private)
    for place in range(len(WRAPPED) * 8):
        changed = bytearray(WRAPPED)
        changed[place // 8] ^= 1 << place % 8
        with pytest.raises(EnvelopeError):
            opener.unwrap(bytes(changed), dossier_id=DOSSIER, audience="shared")


@given(st.integers(min_value=0, max_value=1168))
def test_every_cut_fails(length: int) -> None:
    with pytest.raises(EnvelopeError):
        unwrap(WRAPPED[:length])


def test_another_recipient_fails() -> None:
    with pytest.raises(EnvelopeError):
        unwrap(WRAPPED, OTHER.private)


def test_another_dossier_fails() -> None:
    with pytest.raises(EnvelopeError):
        wrapping.unwrap(WRAPPED, PAIR.private, dossier_id=uuid4(), audience="shared")


def test_the_other_audience_fails() -> None:
    with pytest.raises(EnvelopeError):
        wrapping.unwrap(WRAPPED, PAIR.private, dossier_id=DOSSIER, audience="staff")


def test_an_unknown_version_is_refused() -> None:
    with pytest.raises(UnknownSuite):
        unwrap(b"\x02" + WRAPPED[1:])


def test_a_wrap_is_no_sealed_answer_and_the_other_way_round() -> None:
    with pytest.raises(EnvelopeError):
        wrapping.open_from(PAIR.private, WRAPPED, info=b"")
    with pytest.raises(EnvelopeError):
        unwrap(wrapping.seal_to(PAIR.public, KEY, info=b""))


@given(st.binary(max_size=2000), st.binary(max_size=40), st.binary(max_size=40))
def test_an_answer_opens_for_what_it_was_sealed_for_alone(
    text: bytes, info: bytes, other: bytes
) -> None:
    sealed = wrapping.seal_to(PAIR.public, text, info=info)
    assert wrapping.open_from(PAIR.private, sealed, info=info) == text
    if info != other:
        with pytest.raises(EnvelopeError):
            wrapping.open_from(PAIR.private, sealed, info=other)


@given(st.binary(max_size=508), st.binary(max_size=508))
def test_an_answer_hides_its_length(one: bytes, other: bytes) -> None:
    sealed = [wrapping.seal_to(PAIR.public, text, info=b"") for text in (one, other)]
    assert len(sealed[0]) == len(sealed[1])


@pytest.mark.parametrize("size", [0, 95, 97])
def test_a_private_key_of_another_size_is_refused(size: int) -> None:
    with pytest.raises(EnvelopeError):
        wrapping.public_of(bytes(size))


@pytest.mark.parametrize("size", [0, 1215, 1217])
def test_a_public_key_of_another_size_is_refused(size: int) -> None:
    with pytest.raises(EnvelopeError):
        wrapping.wrap(KEY, bytes(size), dossier_id=DOSSIER, audience="shared")


def test_an_audience_that_breaks_the_fixed_width_is_refused() -> None:
    with pytest.raises(ValueError, match="too long"):
        wrapping.wrap(KEY, PAIR.public, dossier_id=DOSSIER, audience="ninechars")


def test_fingerprints_are_read_in_six_groups_and_differ() -> None:
    groups = wrapping.fingerprint(PAIR.public).split(" ")
    assert [len(group) for group in groups] == [5] * 6
    assert "".join(groups).isdecimal()
    assert wrapping.fingerprint(PAIR.public) != wrapping.fingerprint(OTHER.public)


def test_a_key_pair_never_shows_itself() -> None:
    assert PAIR.private.hex() not in repr(PAIR)
    assert repr(PAIR.private) not in repr(PAIR)
