"""The link of a trainer: what is signed comes back, and nothing else does."""

import base64
from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from django.conf import LazySettings
from django.core import signing
from hypothesis import example, given
from hypothesis import strategies as st

from placements.evaluations import tokens
from placements.evaluations.tokens import Link, NoLink

DAYS = st.dates(min_value=date(2020, 1, 1), max_value=date(2090, 1, 1))
NUMBERS = st.integers(min_value=1, max_value=40)


@given(number=st.uuids(version=4), link=NUMBERS, day=DAYS)
def test_a_link_says_what_it_was_made_for(number: UUID, link: int, day: date) -> None:
    token = tokens.issue(number, link, day)
    assert tokens.read(token) == Link(number, link, day)
    assert "/" not in token


@given(text=st.text(max_size=200))
@example("")
@example(":")
@example("W10:x")
@example("\udc80:é")
def test_no_other_text_is_a_link(text: str) -> None:
    with pytest.raises(NoLink):
        tokens.read(text)


@given(number=st.uuids(version=4), link=NUMBERS, day=DAYS, data=st.data())
def test_a_link_that_was_changed_in_any_place_is_none(
    number: UUID, link: int, day: date, data: st.DataObject
) -> None:
    token = tokens.issue(number, link, day)
    place = data.draw(st.integers(min_value=0, max_value=len(token) - 1))
    sign = data.draw(st.characters(codec="ascii").filter(lambda one: one != token[place]))
    changed = token[:place] + sign + token[place + 1 :]
    try:
        found = tokens.read(changed)
    except NoLink:
        return
    # base64 has spare bits at its end: another spelling of the same, never of something else.
    assert found == Link(number, link, day)


@given(day=DAYS, days=st.integers(min_value=-400, max_value=400))
def test_a_link_works_for_its_days_and_not_before_or_after(day: date, days: int) -> None:
    link = Link(uuid4(), 1, day)
    assert link.is_fresh(day + timedelta(days=days)) == (0 <= days <= 28)


def test_it_holds_no_name_no_address_and_no_clock() -> None:
    number = UUID("1b4e28ba-2fa1-4d3b-9c1f-0a2f6b1d7e55")
    token = tokens.issue(number, 1, date(2027, 7, 3))
    content = token.split(":")[0]
    said = base64.urlsafe_b64decode(content + "=" * (-len(content) % 4)).decode()
    assert said == f'["{number.hex}",1,{date(2027, 7, 3).toordinal()}]'


def test_links_of_before_a_change_of_keys_work_on(settings: LazySettings) -> None:
    before = tokens.issue(uuid4(), 1, date(2027, 7, 3))
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another" * 8
    assert tokens.read(before).number == 1
    settings.SECRET_KEY_FALLBACKS = []
    with pytest.raises(NoLink):
        tokens.read(before)


def test_what_another_part_of_the_product_signed_is_no_link() -> None:
    content = [uuid4().hex, 1, date(2027, 7, 3).toordinal()]
    for other in (signing.Signer(), signing.Signer(salt="stagebaken/invitation/v1")):
        with pytest.raises(NoLink):
            tokens.read(other.sign_object(content))
