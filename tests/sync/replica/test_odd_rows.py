"""A change that says what no table can hold delays nothing but itself, wherever it came from (P11, V2, I5, I8, I14)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from caseworker.actions.edit import edit_case
from caseworker.actions.look_up import list_page, open_case, query
from caseworker.actions.today import day_sheet
from caseworker.domain.changes import hash_body, hash_header
from caseworker.storage.log import COLUMNS
from caseworker.storage.rebuild import rebuild
from caseworker.storage.state_digest import state_digest
from caseworker.sync.port import Wire
from tests.example_office import log_complaint
from tests.log_help import ExpectedLog
from tests.sync.hub_wires import IDS, Author
from tests.sync.replica.offices import Pc, meet_all

AFTER = "Written after the odd ones"
_NAMES = COLUMNS.split(", ")
_NO_PART_OF_HEADING = {"hash", "reason", "salt", "body"}


def of_case(field: str, value: str) -> str:
    """The body of a case with one odd value; ~ stands for its id."""
    return f'[["~","case",[["received_on","2026-11-02",[]],["status","open",[]],["{field}",{value},[]]]]]'


ODD_BODIES = (
    "nonsense",
    '[[null,"case",[["summary","x",[]]]]]',
    '[["~",null,[["summary","x",[]]]]]',
    '[["~",["case"],[["summary","x",[]]]]]',
    '[["~","case",[[["owner_id"],"x",[]],[7,"y",[]]]]]',
    of_case("summary", "NaN"),
    of_case("summary", "-Infinity"),
    of_case("summary", "1e400"),
    of_case("summary", "[" * 900 + "]" * 900),
    of_case("summary", '{"a":[' * 300 + "]}" * 300),
    of_case("summary", "[" * 9000 + "]" * 9000),
    of_case("summary", '"a\\ud800b\\u0000"'),
    of_case("owner_id", '["a"]'),
    of_case("reference", '{"a":1}'),
    of_case("received_on", '"Martinmas"'),
    of_case("follow_up_on", '"2026-02-30"'),
)
ODD_SETTINGS = (
    '[["~","redaction",[["scopes",5,[]],["changesets","~",[]],["blobs",{"a":1},[]]]]]',
    '[["~","redaction",[[["scopes"],["~"],[]],["scopes",["~"],[]]]]]',
    '[["~","staff",[["full_name",5,[]],["from_on","soon",[]],["away_from",7,[]],["accounts","x",[]]]]]',
    '[["setting:clock_stands_on","setting",[["value","tomorrow",[]]]]]',
    '[["setting:closure_days","setting",[["value",["Martinmas","2099-11-11","2026-12-24"],[]]]]]',
    '[["setting:extra_holidays","setting",[["value",[5,{"day":"2027-05-05","nation":"Narnia"}],[]]]]]',
    '[["setting:lists","setting",[["value",{"themes":[{"label":"x"}],"teams":5},[]]]]]',
    '[["setting:reference_prefix","setting",[["value",{"a":1},[]]]]]',
    '[["setting:s2_basis","setting",[["value","A third reading",[]]]]]',
    '[["setting:choice:s2_basis","setting",[["value",[{"from_on":"2027-01-01","value":"A fourth"}],[]]]]]',
    '[["setting:own_scheme:FOI X","setting",[["value",7,[]]]]]',
    '[["setting:list:services","setting",[["value",[{"code":"a","before":[[1]]}],[]]]]]',
    '[["setting:outside_figure:x","setting",[["value",{"figure":[1]},[]]]]]',
)


def odd(author: Author, body: str, scope_kind: str = "case", scope_id: str = "") -> Wire:
    """A changeset with this body, as a later version, or a faulty one, seals it."""
    scope_id = scope_id or (IDS.new() if scope_kind == "case" else "office")
    (row,) = author.many(1, scope_id)
    said: dict[str, Any] = dict(zip(_NAMES, row.columns, strict=True))
    said |= {
        "scope_kind": scope_kind,
        "body": body.replace("~", scope_id if scope_kind == "case" else IDS.new()),
    }
    said["body_hash"] = hash_body(said["salt"], said["reason"], said["body"])
    said["hash"] = hash_header(said[name] for name in _NAMES if name not in _NO_PART_OF_HEADING)
    author._head = said["hash"]
    return Wire(tuple(said[name] for name in _NAMES))


def test_what_no_table_can_hold_delays_nothing_else(asha: Pc, ali: Pc) -> None:
    stranger = Author("asha")
    hub = asha.hub.as_user("asha")
    hub.hello(stranger.caller)
    for body in ODD_BODIES:
        hub.push([odd(stranger, body)], stranger.signed())
    good = stranger.writes(IDS.new(), summary=AFTER, received_on="2026-11-02", status="open")
    hub.push([good], stranger.signed())
    meet_all(asha, ali)
    case = log_complaint(ali.office)
    meet_all(ali, asha)
    for pc in (asha, ali):
        assert open_case(pc.office, good.scope_id).case.doc["summary"] == AFTER
        assert case.case_id in [row.case_id for row in list_page(pc.office, query(pc.office))]
        assert day_sheet(pc.office, team=True)
        assert pc.broken() == []
    assert asha.digest() == ali.digest()
    with ali.office.database.raw_writer() as raw:
        rebuild(raw)
        assert state_digest(raw) == asha.digest()


def test_a_case_of_which_a_change_cannot_be_read_is_opened_and_worked_on(asha: Pc, ali: Pc) -> None:
    case_id = log_complaint(asha.office).case_id
    asha.meet()
    stranger = Author("asha")
    hub = asha.hub.as_user("asha")
    hub.hello(stranger.caller)
    unreadable = "nonsense", "7", "[[5]]", '[["~","case",[["theme","x",null]]]]', of_case("theme", "[" * 9000)
    hub.push([odd(stranger, body, scope_id=case_id) for body in unreadable], stranger.signed())
    meet_all(asha, ali)
    for pc, words in ((asha, "By Asha"), (ali, "By Ali")):
        edit_case(pc.office, open_case(pc.office, case_id), case_id, {"summary": words})
        meet_all(pc, asha, ali)
    assert open_case(asha.office, case_id).case.doc["summary"] == "By Ali"
    assert asha.digest() == ali.digest()


def test_a_setting_that_cannot_be_read_here_keeps_nobody_from_the_office(
    asha: Pc, expected_log: ExpectedLog
) -> None:
    expected_log("is left out")
    before = asha.office.settings
    stranger = Author("asha")
    hub = asha.hub.as_user("asha")
    hub.hello(stranger.caller)
    hub.push([odd(stranger, body, "office") for body in ODD_SETTINGS], stranger.signed())
    asha.meet()
    asha = asha.reopened()
    now = asha.office.settings
    assert (now.reference_prefix, now.clock_stands_on) == (before.reference_prefix, "")  # the real day
    assert (now.s2_basis, now.dated_choices, now.own_schemes) == (before.s2_basis, {}, {})
    assert now.closure_days == ("2099-11-11", "2026-12-24")
    assert log_complaint(asha.office).reference.startswith(before.reference_prefix)
    asha.meet()
    assert asha.rows("SELECT 1 FROM changeset WHERE feed IS NULL") == []


def test_a_heading_with_a_hash_that_is_none_is_told_and_stops_no_comparison(
    asha: Pc, join: Callable[..., Pc]
) -> None:
    rhys = join("Rhys Parry", sees_all=False)
    stranger = Author("asha")
    hub = asha.hub.as_user("asha")
    hub.hello(stranger.caller)
    hidden = stranger.writes(
        IDS.new(), summary="Hidden", received_on="2026-11-02", restricted=True, owner_id="asha"
    )
    shown = stranger.writes(IDS.new(), summary="Shown", received_on="2026-11-02")
    hub.push(
        [row._replace(columns=(*row.columns[:4], 'no "hash', *row.columns[5:])) for row in (hidden, shown)],
        None,
    )
    for pc in (asha, rhys):
        for _ in range(2):
            outcome = pc.meet(check=True)
        assert (outcome.checked, outcome.received, outcome.reoffered) == (True, 0, 0)
        assert pc.broken() != []
