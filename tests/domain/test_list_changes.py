"""Whatever is done to a list, no entry loses its code, and every day has one word and one place for each."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from caseworker.domain.list_changes import added, ended, kept, moved, removed, renamed
from caseworker.domain.vocabulary import Entry, entry_of
from caseworker.errors import RuleError

START = (Entry("a", "Alpha", "x"), Entry("b", "Beta", "x"), Entry("c", "Gamma", "y", to_on="2024-12-31"))
DAYS = st.dates(date(2024, 1, 1), date(2027, 12, 31))
WORDS = st.sampled_from(["Alpha", "Beta", "Delta", "Epsilon", "Zeta", ""])
CODES = st.sampled_from(["a", "b", "c", "Delta", "gone"])
ACTS = st.lists(
    st.one_of(
        st.tuples(st.just("add"), WORDS, st.sampled_from("xy"), DAYS),
        st.tuples(st.just("rename"), CODES, WORDS, st.one_of(st.none(), DAYS)),
        st.tuples(st.just("move"), CODES, st.sampled_from("xy"), DAYS),
        st.tuples(st.just("end"), CODES, st.sampled_from(["", "a", "b"]), DAYS),
        st.tuples(st.just("keep"), CODES, st.none(), st.none()),
    ),
    max_size=12,
)


def done(entries: tuple[Entry, ...], act: tuple[object, ...]) -> tuple[Entry, ...]:
    """Return the list after one act, or as it was when the act is refused."""
    name, first, second, day = act
    try:
        match name:
            case "add":
                return added(entries, first, parent=second, from_on=day)  # type: ignore[arg-type]
            case "rename":
                return renamed(entries, first, second, day)  # type: ignore[arg-type]
            case "move":
                return moved(entries, first, second, day)  # type: ignore[arg-type]
            case "end":
                return ended(entries, first, day, second)  # type: ignore[arg-type]
            case _:
                return kept(entries, first)  # type: ignore[arg-type]
    except RuleError:
        return entries


@given(ACTS)
def test_no_code_is_lost_or_there_twice_and_what_was_changed_is_kept_as_it_is(
    acts: list[tuple[object, ...]],
) -> None:
    entries: tuple[Entry, ...] = START
    for act in acts:
        before, entries = entries, done(entries, act)
        codes = [entry.code for entry in entries]
        assert [entry.code for entry in before] == codes[: len(before)]
        assert len(set(codes)) == len(codes)
        for entry in entries:
            assert entry_of(entry.to_doc()) == entry
            assert entry.label
            assert not entry.became or entry.became in codes
            until = [was.until_on for was in entry.before]
            assert until == sorted(set(until)), "one word and one place for each day"


@given(DAYS, st.integers(1, 400))
def test_a_dated_change_holds_from_its_day_and_not_before(day: date, later: int) -> None:
    changed = moved(renamed(START, "a", "Omega", day), "a", "y", day + timedelta(days=later))[0]
    assert (changed.as_on(day - timedelta(days=1)).label, changed.as_on(day).label) == ("Alpha", "Omega")
    last = day + timedelta(days=later - 1)
    assert (changed.as_on(last).parent, changed.as_on(last + timedelta(days=1)).parent) == ("x", "y")
    assert removed(START, "a") == START[1:]
