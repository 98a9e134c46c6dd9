"""Points in time: what is read, what is refused, and how they compare."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.metadata.moments import is_after_fetch, is_later, read_moment
from cleaner.metadata.spelling import labels_of, printed_spelling
from cleaner.metadata.statements import day_in_address

EARLIEST = datetime(1900, 1, 1, tzinfo=UTC).replace(tzinfo=None)
LATEST = datetime(2100, 1, 1, tzinfo=UTC).replace(tzinfo=None)


@pytest.mark.parametrize(
    ("printed", "moment"),
    [
        ("2021-11-22", "2021-11-22"),
        ("2021-11-22T10:05:00Z", "2021-11-22T10:05:00Z"),
        ("2021-11-22T10:05:00.123+03:00", "2021-11-22T10:05:00+03:00"),
        ("2021-11-22T10:05:00+0300", "2021-11-22T10:05:00+03:00"),
        ("2021-11-22T10:05:00-08", "2021-11-22T10:05:00-08:00"),
        ("2021-11-22 10:05:00 +0300 UTC", "2021-11-22T10:05:00+03:00"),
        ("2021-11-22 10:05", "2021-11-22T10:05"),
        ("2021/11/22", "2021-11-22"),
        ("20211122", "2021-11-22"),
        ("Mon, 22 Nov 2021 10:05:00 GMT", "2021-11-22T10:05:00Z"),
        ("Mon Nov 22 2021 10:05:00 GMT+0300 (MSK)", "2021-11-22T10:05:00+03:00"),
        ("1637575500", "2021-11-22T10:05:00Z"),
        ("1637575500000", "2021-11-22T10:05:00Z"),
        ('"2021-11-22T10:05:00Z"', "2021-11-22T10:05:00Z"),
        ("2021-11-22T00:00:00", "2021-11-22"),
        ("2021-11-22T00:00:00+03:00", "2021-11-22"),
    ],
)
def test_values_of_programs_are_read(printed: str, moment: str) -> None:
    assert read_moment(printed) == moment


@pytest.mark.parametrize(
    "printed",
    [
        "",
        "yesterday",
        "2021",
        "2021-11",
        "2021-13-01",
        "2021-02-30",
        "2021-11-22T25:00:00",
        "22.11.2021",
        "03/04/2021",
        "0001-01-01T00:00:00",
        "1970-01-01T00:00:00Z",
        "0",
        "9" * 70,
        "Mon, 99 Nov 2021 10:05:00 GMT",
    ],
)
def test_what_says_no_day_is_refused(printed: str) -> None:
    assert read_moment(printed) is None


@given(
    st.datetimes(min_value=EARLIEST, max_value=LATEST),
    st.integers(min_value=-12, max_value=14),
)
def test_iso_values_keep_their_instant(moment: datetime, hours: int) -> None:
    aware = moment.replace(microsecond=0, tzinfo=timezone(timedelta(hours=hours)))
    read = read_moment(aware.isoformat())
    if read is not None and len(read) > 10:
        assert datetime.fromisoformat(read) == aware
    else:
        epoch = (aware.year, aware.month, aware.day) == (1970, 1, 1)
        assert read == aware.date().isoformat() or epoch


@given(st.text(max_size=80))
def test_any_text_is_a_moment_or_none(printed: str) -> None:
    read = read_moment(printed)
    assert read is None or datetime.fromisoformat(read).year >= 1600


def test_later_by_the_instant_or_the_day() -> None:
    assert not is_later("2021-11-22T01:00:00+03:00", "2021-11-21T23:30:00Z")
    assert is_later("2021-11-23", "2021-11-22T23:00:00Z")


def test_after_the_fetch_beyond_what_zones_and_clocks_explain() -> None:
    assert not is_after_fetch("2021-11-22T10:30:00Z", "2021-11-22T10:00:00Z")
    assert is_after_fetch("2021-11-22T12:00:00Z", "2021-11-22T10:00:00Z")
    assert not is_after_fetch("2021-11-23", "2021-11-22T10:00:00Z")
    assert is_after_fetch("2021-11-24", "2021-11-22T10:00:00Z")
    assert not is_after_fetch("2021-11-24", "2021")


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://rain.example/2021/11/22/flood", "2021-11-22"),
        ("https://rain.example/news/2021-11-22-flood", "2021-11-22"),
        ("https://rain.example/2021/nov/22/flood", "2021-11-22"),
        ("https://rain.example/2021/november/22/flood", "2021-11-22"),
        ("https://rain.example/20211122/flood", "2021-11-22"),
        ("https://rain.example/2021/1/5/flood", "2021-01-05"),
        ("https://rain.example/2021/11/flood", None),
        ("https://rain.example/2021/13/22/flood", None),
        ("https://rain.example/2021/02/30/flood", None),
        ("https://rain.example/A2021112214320", None),
        ("https://rain.example/flood-2021", None),
        ("http://[x/2021/11/22", None),
    ],
)
def test_days_in_addresses(url: str, day: str | None) -> None:
    assert day_in_address(url) == day


def test_labels_of_hosts() -> None:
    assert labels_of("https://www.dailyrain.example/a") == ("dailyrain",)
    assert labels_of("https://news.dailyrain.co.uk/a") == ("dailyrain",)
    assert labels_of("https://jane.substack.com/p/1") == ("jane",)
    assert labels_of(None) == ()
    assert labels_of("http://[x") == ()


def test_a_spelling_needs_to_be_seen_twice_and_to_be_a_name() -> None:
    assert (
        printed_spelling("dailyrain", iter(["The Daily Rain", "Daily Rain again"])) == "Daily Rain"
    )
    assert printed_spelling("dailyrain", iter(["The Daily Rain"])) is None
    assert printed_spelling("dailyrain", iter(["see dailyrain.example, dailyrain.example"])) is None
    assert printed_spelling("move", iter(["Move now, Move it", "how to move"])) is None
