"""One key for one use: a label, and the secret it comes from."""

from django.conf import LazySettings
from hypothesis import given
from hypothesis import strategies as st

from stagebaken.vault.subkeys import subkey, subkeys


@given(st.text(max_size=30), st.text(max_size=30))
def test_each_label_has_a_key_of_its_own(one: str, other: str) -> None:
    assert (subkey(one) == subkey(other)) == (one == other)


def test_another_secret_gives_another_key() -> None:
    assert subkey("field/totp", "a") != subkey("field/totp", "b") != subkey("field/totp")
    assert subkey("field/totp", "a") == subkey("field/totp", b"a")


def test_a_key_is_as_long_as_asked() -> None:
    assert [len(subkey("label", length=length)) for length in (16, 32, 64)] == [16, 32, 64]


def test_the_present_key_comes_first_and_former_ones_follow(settings: LazySettings) -> None:
    settings.SECRET_KEY_FALLBACKS = ["former", "oldest"]
    assert subkeys("label") == [
        subkey("label"),
        subkey("label", "former"),
        subkey("label", "oldest"),
    ]
