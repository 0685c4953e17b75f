"""No hidden number of a publication copy can be computed, whoever tries every figure there could be."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from caseworker.domain.disclosure_control.audit import audit
from caseworker.domain.disclosure_control.marks import DisclosureLimits, Mark
from caseworker.domain.disclosure_control.publishable import Publishable, Subset
from caseworker.domain.disclosure_control.suppression import suppress
from tests.domain.disclosure_control.attacker import worked_out
from tests.domain.disclosure_control.packs import any_pack, linked_tables, tables, three_way_tables

LIMITS = st.builds(DisclosureLimits, threshold=st.integers(1, 6), hides_zero=st.booleans())


def assert_safe(pack: Publishable, limits: DisclosureLimits) -> None:
    copy = suppress(pack, limits)
    assert copy.is_safe
    assert not audit(pack, copy.marks, limits)
    assert not worked_out(pack, copy.marks, limits)
    for number in pack.numbers:
        assert not (limits.is_small(number.value) and copy.marks[number.key] is Mark.SHOWN)


@given(tables(), LIMITS)
def test_in_a_table_with_totals(pack: Publishable, limits: DisclosureLimits) -> None:
    assert_safe(pack, limits)


@given(linked_tables(), LIMITS)
def test_in_two_tables_with_the_same_totals(pack: Publishable, limits: DisclosureLimits) -> None:
    assert_safe(pack, limits)


@given(three_way_tables(), LIMITS)
def test_in_three_tables_of_which_one_is_the_sum_of_two(pack: Publishable, limits: DisclosureLimits) -> None:
    assert_safe(pack, limits)


@given(any_pack, st.data())
def test_nor_with_what_was_published_earlier(pack: Publishable, data: st.DataObject) -> None:
    """What earlier packs betray cannot be hidden again; then the copy says so of every number they betray."""
    limits = DisclosureLimits()
    some = data.draw(st.sets(st.sampled_from([number.key for number in pack.numbers])))
    known = {number.key: number.value for number in pack.numbers if number.key in some}
    copy = suppress(pack, limits, known)
    said = {each.key for each in copy.exposed}
    assert worked_out(pack, copy.marks, limits, known) <= said
    assert {each.key for each in audit(pack, copy.marks, limits, known)} == said


@given(any_pack, st.data())
def test_what_must_stay_and_what_is_at_most_something_is_reckoned_with(
    pack: Publishable, data: st.DataObject
) -> None:
    keys, values = [number.key for number in pack.numbers], pack.values
    stay = data.draw(st.sets(st.sampled_from(keys), max_size=5))
    one, two = data.draw(st.tuples(st.sampled_from(keys), st.sampled_from(keys)))
    is_subset = one != two and values[one] <= values[two]
    numbers = tuple(replace(number, is_hideable=number.key not in stay) for number in pack.numbers)
    subsets = (Subset(one, two, is_rest_sensitive=data.draw(st.booleans())),) if is_subset else ()
    pack = replace(pack, numbers=numbers, subsets=subsets)
    copy = suppress(pack)
    assert all(copy.marks[key] is Mark.SHOWN for key in stay)
    assert worked_out(pack, copy.marks, DisclosureLimits()) <= {each.key for each in copy.exposed}


@given(any_pack, st.data())
def test_the_audit_finds_whatever_a_careless_copy_betrays(pack: Publishable, data: st.DataObject) -> None:
    limits = DisclosureLimits()
    some = data.draw(st.sets(st.sampled_from([number.key for number in pack.numbers])))
    marks = {
        number.key: (Mark.PRIMARY if limits.is_small(number.value) else Mark.SECONDARY)
        if number.key in some
        else Mark.SHOWN
        for number in pack.numbers
    }
    found, truly = audit(pack, marks, limits), worked_out(pack, marks, limits)
    assert truly <= {each.key for each in found}
    assert {each.key for each in found if each.how != "no proof"} <= truly


@given(any_pack)
def test_the_same_pack_always_gives_the_same_copy(pack: Publishable) -> None:
    assert suppress(pack) == suppress(pack)


@given(any_pack)
def test_without_small_numbers_nothing_is_hidden(pack: Publishable) -> None:
    copy = suppress(pack, DisclosureLimits(threshold=0))
    assert copy.is_safe
    assert set(copy.marks.values()) == {Mark.SHOWN}
