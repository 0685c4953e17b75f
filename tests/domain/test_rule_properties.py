"""What always holds of deadlines, whatever the facts. Hypothesis invents them."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import assume, given
from hypothesis import strategies as st

from caseworker.domain.deadlines import (
    Clock,
    Effect,
    Extension,
    Facts,
    Pause,
    PauseKind,
    check_extension,
    clocks_for,
    explain,
    is_on_time,
    latest_extension,
    main_step,
)
from caseworker.domain.rulebook import Scheme
from caseworker.errors import RuleError
from tests.domain.rules_support import CALENDARS, RULEBOOK, clock, due, scheme_called

DAYS = st.dates(date(2010, 1, 1), date(2027, 6, 30))
FEW = st.integers(0, 40)
SCHEMES = st.sampled_from(RULEBOOK.schemes)
ONE_STAGE = [scheme for scheme in RULEBOOK.schemes if scheme.procedure.value != "LGO"]


@st.composite
def pauses(draw: st.DrawFn, after: date) -> tuple[Pause, ...]:
    """A few pauses, none of them before a day, some still open."""
    found = []
    for _ in range(draw(st.integers(0, 3))):
        from_on = after + timedelta(days=draw(FEW))
        length = draw(st.one_of(st.none(), FEW))
        to_on = None if length is None else from_on + timedelta(days=length)
        found.append(Pause(draw(st.sampled_from(PauseKind)), from_on, to_on))
    return tuple(found)


@st.composite
def cases(draw: st.DrawFn) -> tuple[Scheme, Facts]:
    """A scheme and a case that it times, with stages, pauses and an extension."""
    received_on = draw(DAYS)
    events = {
        name: received_on + timedelta(days=draw(st.integers(0, 200)))
        for name in draw(
            st.sets(st.sampled_from(["s2_request", "s2_agreed", "s3_request", "panel", "enquiry"]))
        )
    }
    extended = draw(st.one_of(st.none(), st.integers(0, 120)))
    return draw(SCHEMES), Facts(
        received_on,
        acknowledged_on=draw(st.one_of(st.none(), st.just(received_on + timedelta(days=draw(FEW))))),
        pauses=draw(pauses(received_on)),
        extended_to=None if extended is None else received_on + timedelta(days=extended),
        events=events,
    )


@given(cases())
def test_a_date_that_rolls_or_counts_working_days_falls_on_a_working_day(case: tuple[Scheme, Facts]) -> None:
    scheme, facts = case
    unextended = Facts(facts.received_on, facts.acknowledged_on, facts.pauses, events=facts.events)

    for one in clocks_for(scheme, unextended, CALENDARS).values():
        if one.due_on is not None and (one.unit == "WD" or one.roll != "NONE"):
            assert CALENDARS[one.calendar].is_working_day(one.due_on)


@given(SCHEMES, DAYS, FEW, st.data())
def test_within_one_scheme_a_later_receipt_never_gives_an_earlier_date(
    scheme: Scheme, received_on: date, later: int, data: st.DataObject
) -> None:
    later_on = received_on + timedelta(days=later)
    stops = data.draw(pauses(later_on))
    extended_to = data.draw(st.one_of(st.none(), st.just(later_on + timedelta(days=data.draw(FEW)))))
    early = clocks_for(scheme, Facts(received_on, pauses=stops, extended_to=extended_to), CALENDARS)
    late = clocks_for(scheme, Facts(later_on, pauses=stops, extended_to=extended_to), CALENDARS)

    assert early.keys() == late.keys()
    for code, one in early.items():
        other = late[code]
        assert one.statutory_on <= other.statutory_on
        if one.due_on is not None and other.due_on is not None:
            assert one.due_on <= other.due_on


@given(cases())
def test_an_extension_never_shortens_and_never_passes_the_longest_period(case: tuple[Scheme, Facts]) -> None:
    scheme, facts = case
    for one in clocks_for(scheme, facts, CALENDARS).values():
        if one.due_on is not None and one.original_due_on is not None:
            assert one.original_due_on <= one.due_on
        if one.due_on is not None and one.max_on is not None:
            assert one.due_on <= one.max_on


@given(cases())
def test_a_clock_is_stopped_or_has_a_date_and_never_both(case: tuple[Scheme, Facts]) -> None:
    for one in clocks_for(*case, CALENDARS).values():
        assert (one.due_on is None) is (one.stopped_since is not None) is one.is_stopped


@given(cases(), st.integers(0, 300))
def test_every_clock_explains_itself_and_is_read_back_the_same(
    case: tuple[Scheme, Facts], later: int
) -> None:
    for one in clocks_for(*case, CALENDARS).values():
        answered_on = one.trigger_on + timedelta(days=later)
        sentences = explain(one, CALENDARS, answered_on).sentences
        assert sentences[-1].startswith("Source: ")
        assert sentences[-2].endswith("on time." if is_on_time(one, answered_on) else "late.")
        assert all(sentence.endswith(".") and "None" not in sentence for sentence in sentences)
        assert Clock.from_doc(one.to_doc()) == one


@given(DAYS, FEW)
def test_an_advocate_found_the_same_day_changes_nothing(received_on: date, days: int) -> None:
    day = received_on + timedelta(days=days)
    facts = Facts(received_on, pauses=(Pause(PauseKind.ADVOCATE, day, day),))

    assert due("CA-REQ", "CA_S1_RESP", facts) == due("CA-REQ", "CA_S1_RESP", Facts(received_on))


@given(DAYS, FEW, st.one_of(st.none(), FEW))
def test_the_search_for_an_advocate_never_moves_the_twenty_days(
    received_on: date, days: int, length: int | None
) -> None:
    from_on = received_on + timedelta(days=days)
    to_on = None if length is None else from_on + timedelta(days=length)
    facts = Facts(received_on, pauses=(Pause(PauseKind.ADVOCATE, from_on, to_on),))
    answer = clock("CA-REQ", "CA_S1_RESP", facts)

    assert answer.max_on == due("CA-REQ", "CA_S1_MAX", Facts(received_on))
    if length is not None:
        plain = due("CA-REQ", "CA_S1_RESP", Facts(received_on))
        assert plain is not None
        assert answer.due_on is not None
        assert plain <= answer.due_on


@given(DAYS, st.integers(1, 25))
def test_a_fee_paid_the_same_day_costs_at_least_that_day_when_it_counts(received_on: date, days: int) -> None:
    day = received_on + timedelta(days=days)
    plain = due("FOI", "FOI_RESP", Facts(received_on))
    assert plain is not None
    assume(CALENDARS["UK"].is_working_day(day) and day <= plain)

    later = due("FOI", "FOI_RESP", Facts(received_on, pauses=(Pause(PauseKind.FEE, day, day),)))

    assert later == CALENDARS["UK"].add(plain, 1)


@given(DAYS, st.integers(0, 27), FEW)
def test_a_clarification_costs_a_subject_access_request_at_least_its_days(
    received_on: date, days: int, length: int
) -> None:
    from_on = received_on + timedelta(days=days)
    facts = Facts(received_on, pauses=(Pause(PauseKind.CLARIFY, from_on, from_on + timedelta(days=length)),))
    plain, later = clock("SAR", "SAR_RESP", Facts(received_on)), clock("SAR", "SAR_RESP", facts)

    assert later.pauses[0].days == length + 1
    assert later.due_on == CALENDARS["EW"].roll(plain.statutory_on + timedelta(days=length + 1), "NEXT_WD")


@given(DAYS, st.integers(0, 20), FEW)
def test_a_freedom_of_information_clarification_counts_as_receipt(
    received_on: date, days: int, length: int
) -> None:
    from_on = received_on + timedelta(days=days)
    answered_on = from_on + timedelta(days=length)
    facts = Facts(received_on, pauses=(Pause(PauseKind.CLARIFY, from_on, answered_on),))

    for step in ("FOI_RESP", "FOI_PIT_MAX"):
        assert due("FOI", step, facts) == due("FOI", step, Facts(answered_on))


@given(SCHEMES, DAYS, st.data())
def test_a_pause_never_brings_a_date_forward(scheme: Scheme, received_on: date, data: st.DataObject) -> None:
    plain = clocks_for(scheme, Facts(received_on), CALENDARS)
    stopped = clocks_for(scheme, Facts(received_on, pauses=data.draw(pauses(received_on))), CALENDARS)

    for code, one in plain.items():
        paused_on = stopped[code].due_on
        assert paused_on is None or one.due_on is None or one.due_on <= paused_on


@given(SCHEMES, DAYS, st.data())
def test_the_order_in_which_pauses_are_told_does_not_matter(
    scheme: Scheme, day: date, data: st.DataObject
) -> None:
    told = data.draw(pauses(day))
    shuffled = tuple(data.draw(st.permutations(told)))
    one = clocks_for(scheme, Facts(day, pauses=told), CALENDARS)
    other = clocks_for(scheme, Facts(day, pauses=shuffled), CALENDARS)

    assert {code: c.due_on for code, c in one.items()} == {code: c.due_on for code, c in other.items()}


@given(st.sampled_from(ONE_STAGE), DAYS, st.integers(-5, 150), st.integers(0, 60))
def test_an_extension_that_is_allowed_becomes_the_date(
    scheme: Scheme, received_on: date, days: int, told: int
) -> None:
    facts = Facts(received_on)
    until, today = received_on + timedelta(days=days), received_on + timedelta(days=told)
    latest = latest_extension(scheme, facts, CALENDARS)
    try:
        check_extension(scheme, facts, CALENDARS, until, today)
    except RuleError as error:
        assert error.field == "until"  # noqa: PT017
        return
    step = main_step(scheme.procedure)
    assert latest is not None
    assert until <= latest
    extended = Facts(received_on, extensions=(Extension(until, today),))
    assert clocks_for(scheme, extended, CALENDARS)[step].due_on == until
    assert clocks_for(scheme, facts, CALENDARS)[step].due_on != until


def independent_pause(received_on: date, stops: tuple[Pause, ...], days: int) -> date:
    """Twenty working days with fee days left out, stepped one day at a time: the law's own words (FOIA s.10(2))."""
    left_out = {
        pause.from_on + timedelta(days=n)
        for pause in stops
        for n in range((pause.to_on - pause.from_on).days + 1)
        if pause.to_on is not None
    }
    day = received_on
    while days:
        day += timedelta(days=1)
        days -= CALENDARS["UK"].is_working_day(day) and day not in left_out
    return day


@given(DAYS, st.lists(st.tuples(st.integers(0, 8), FEW), max_size=3))
def test_fee_days_agree_with_stepping_through_the_calendar(
    received_on: date, told: list[tuple[int, int]]
) -> None:
    fees = tuple(
        Pause(PauseKind.FEE, received_on + timedelta(days=a), received_on + timedelta(days=a + b))
        for a, b in told
    )

    assert due("FOI", "FOI_RESP", Facts(received_on, pauses=fees)) == independent_pause(received_on, fees, 20)


def test_every_effect_is_used_by_some_rule() -> None:
    used = {effect for scheme in RULEBOOK.schemes for step in scheme.plan for effect in step.pauses.values()}

    assert used == set(Effect)
    assert scheme_called("FOI").step("FOI_RESP").pauses[PauseKind.CLARIFY] is Effect.RESTART
