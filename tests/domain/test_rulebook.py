"""The rule files: every example worked out again, every mistake told, the right version found by date."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from caseworker.domain.deadlines import ack_step, clocks_for, main_step, pauses_allowed
from caseworker.domain.kinds import Kind, Procedure
from caseworker.domain.rulebook import Choice, Rulebook, Scheme, Step
from caseworker.domain.worked_examples import facts_of
from caseworker.errors import RuleError, UnavailableError
from tests.domain.rules_support import CALENDARS, RULEBOOK, scheme_called


def every_step() -> Iterator[tuple[Scheme, Step]]:
    for scheme in RULEBOOK.schemes:
        for step in scheme.plan:
            yield scheme, step


@pytest.mark.parametrize(
    ("scheme", "step"),
    [pytest.param(s, t, id=f"{s.id}-{s.procedure}-{t.code}") for s, t in every_step()],
)
def test_every_step_leads_to_the_date_of_its_example(scheme: Scheme, step: Step) -> None:
    told = {name: day for name, day in step.example.items() if name not in ("received", "due")}
    facts = facts_of(step.example.get("received"), list(told.items()))

    assert clocks_for(scheme, facts, CALENDARS)[step.code].due_on == step.example["due"]
    assert step.source
    assert scheme.source
    assert step.label


def test_every_step_code_of_the_rule_book_is_there() -> None:
    codes = {step.code for _, step in every_step()}

    assert codes == {
        *("CA_S1_ACK", "CA_S1_RESP", "CA_S1_MAX", "CA_S2_REQ_BY", "CA_S2_ACK", "CA_S2_RESP", "CA_S2_MAX"),
        *(
            "CA_S3_REQ_BY",
            "CA_S3_ACK",
            "CA_S3_CHAIR",
            "CA_S3_PAPERS",
            "CA_S3_PANEL",
            "CA_S3_REPORT",
            "CA_S3_RESP",
        ),
        *("CA_LAST_IN_TIME", "CO_S1_ACK", "CO_S1_RESP", "CO_S1_EXT", "CO_S2_ACK", "CO_S2_RESP", "CO_S2_EXT"),
        *(
            "CO_S3_RESP",
            "ENQ_RESP",
            "FOI_RESP",
            "FOI_FEE_BY",
            "FOI_CLARIFY_BY",
            "FOI_PIT_MAX",
            "FOI_IR_REQ_BY",
        ),
        *("FOI_IR_RESP", "FOI_IR_MAX", "EIR_RESP", "EIR_EXT", "EIR_IR_REQ_BY", "EIR_IR_RESP"),
        *("SAR_RESP", "SAR_EXT", "SAR_TARGET", "DPC_ACK", "LGO_ENQ", "LGO_ENQ_SAFE", "LGO_S31", "LGO_NOTICE"),
        *("ICO_ENQ", "ICO_APPEAL_BY"),
    }


@pytest.mark.parametrize(
    ("scheme_id", "periods"),
    [
        ("LEW-2006", {"CO_S1_RESP": 10, "CO_S2_RESP": 20, "CO_S3_RESP": 30}),
        ("LEW-2019", {"CO_S1_RESP": 10, "CO_S2_RESP": 20, "CO_S3_RESP": 30}),
        ("LEW-COVID", {"CO_S1_RESP": 20, "CO_S2_RESP": 25, "CO_S3_RESP": 35}),
        ("LEW-2024", {"CO_S1_RESP": 10, "CO_S2_RESP": 20}),
        (
            "CODE-2024",
            {
                "CO_S1_ACK": 5,
                "CO_S1_RESP": 10,
                "CO_S1_EXT": 20,
                "CO_S2_ACK": 5,
                "CO_S2_RESP": 20,
                "CO_S2_EXT": 40,
            },
        ),
        ("BEX-2018", {"CO_S1_ACK": 2, "CO_S1_RESP": 15, "CO_S2_ACK": 2, "CO_S2_RESP": 20}),
        ("WF-2019", {"CO_S1_RESP": 10, "CO_S2_RESP": 20}),
        ("ADULT-LEW", {"CO_S1_RESP": 25, "CO_S1_EXT": 60}),
        ("ENQ:LEW-2019", {"ENQ_RESP": 10}),
        ("ENQ:LEW-COVID", {"ENQ_RESP": 20}),
        ("ENQ:LEW-2024", {"ENQ_RESP": 10}),
        ("ENQ:CODE-2024", {"ENQ_RESP": 10}),
        ("ENQ:BEX-2018", {"ENQ_RESP": 10}),
    ],
)
def test_the_times_of_each_council(scheme_id: str, periods: dict[str, int]) -> None:
    assert {step.code: step.period for step in scheme_called(scheme_id).plan} == periods


@pytest.mark.parametrize(
    ("on", "scheme_id"),
    [
        (date(2006, 9, 1), "LEW-2006"),
        (date(2019, 3, 31), "LEW-2006"),
        (date(2019, 4, 1), "LEW-2019"),
        (date(2020, 10, 31), "LEW-2019"),
        (date(2020, 11, 1), "LEW-COVID"),
        (date(2022, 3, 31), "LEW-COVID"),
        (date(2022, 4, 1), "LEW-2024"),
        (date(2026, 3, 31), "LEW-2024"),
        (date(2026, 4, 1), "CODE-2024"),
    ],
)
def test_lewisham_changes_its_times_on_the_day(on: date, scheme_id: str) -> None:
    assert RULEBOOK.scheme(Procedure.CORPORATE, "LEW", on).id == scheme_id
    assert RULEBOOK.scheme(Procedure.ENQUIRY, "LEW", on).id == scheme_id


def test_a_council_without_times_of_its_own_follows_the_code_from_its_first_day() -> None:
    assert RULEBOOK.scheme(Procedure.CORPORATE, "ANYWHERE", date(2026, 4, 1)).id == "CODE-2024"
    with pytest.raises(
        RuleError, match="No rules for CORP at ANYWHERE were in force on Tuesday 31 March 2026"
    ):
        RULEBOOK.scheme(Procedure.CORPORATE, "ANYWHERE", date(2026, 3, 31))


def test_statutory_complaints_follow_one_law_everywhere() -> None:
    for authority in ("LEW", "BEX", "WF", "ANYWHERE"):
        assert RULEBOOK.scheme(Procedure.CHILDREN_ACT, authority, date(2020, 6, 1)).id == "CA-REQ"
    with pytest.raises(RuleError, match="Check the date") as raised:
        RULEBOOK.scheme(Procedure.CHILDREN_ACT, "LEW", date(2006, 8, 31))
    assert raised.value.field == "received_on"
    assert raised.value.source == "CLK-8"


def test_data_protection_complaints_begin_with_the_law() -> None:
    assert RULEBOOK.scheme(Procedure.DATA_PROTECTION, "LEW", date(2026, 6, 19)).id == "DPC"
    with pytest.raises(RuleError, match="No rules for DPC"):
        RULEBOOK.scheme(Procedure.DATA_PROTECTION, "LEW", date(2026, 6, 18))


def test_the_councils_reading_of_stage_2_is_a_dated_choice() -> None:
    chosen = RULEBOOK.with_choices(
        [
            Choice(Procedure.CHILDREN_ACT, "", date(2026, 1, 1)),
            Choice(Procedure.CHILDREN_ACT, "AGREED", date(2024, 4, 1)),
            Choice(Procedure.SAR, "STRICT", date(2026, 2, 5)),
        ]
    )

    assert chosen.scheme(Procedure.CHILDREN_ACT, "LEW", date(2024, 3, 31)).id == "CA-REQ"
    assert chosen.scheme(Procedure.CHILDREN_ACT, "LEW", date(2024, 4, 1)).id == "CA-AGREED"
    assert chosen.scheme(Procedure.CHILDREN_ACT, "LEW", date(2026, 1, 1)).id == "CA-REQ"
    assert chosen.scheme(Procedure.SAR, "LEW", date(2026, 2, 4)).id == "SAR"
    assert chosen.scheme(Procedure.SAR, "LEW", date(2026, 2, 5)).id == "SAR-STRICT"
    assert chosen.scheme(Procedure.FOI, "LEW", date(2026, 2, 5)).id == "FOI"


def test_a_name_shared_by_complaints_and_enquiries_needs_the_procedure() -> None:
    assert RULEBOOK.scheme_by_id("LEW-2024", Procedure.ENQUIRY).procedure is Procedure.ENQUIRY
    assert RULEBOOK.scheme_by_id("FOI").id == "FOI"
    with pytest.raises(RuleError, match="LEW-2024 time CORP and ENQ"):
        RULEBOOK.scheme_by_id("LEW-2024")
    with pytest.raises(RuleError, match="no rules called FOI for SAR"):
        RULEBOOK.scheme_by_id("FOI", Procedure.SAR)
    with pytest.raises(RuleError, match="no rules called NONE"):
        RULEBOOK.scheme_by_id("NONE")


def test_a_scheme_says_when_it_has_no_such_step() -> None:
    with pytest.raises(RuleError, match=r"LEW-2024 .* have no step CO_S3_RESP"):
        scheme_called("LEW-2024").step("CO_S3_RESP")


def test_every_procedure_has_a_main_step_that_its_rules_know() -> None:
    today = date(2026, 9, 1)
    for kind in Kind:
        if kind.procedure is not None:
            scheme = RULEBOOK.scheme(kind.procedure, "LEW", today)
            assert main_step(kind.procedure) in scheme.steps
            assert ack_step(kind.procedure) in {None, *scheme.steps}


def test_the_main_step_of_each_stage() -> None:
    assert [main_step(Procedure.CHILDREN_ACT, stage) for stage in "123"] == [
        "CA_S1_RESP",
        "CA_S2_RESP",
        "CA_S3_PANEL",
    ]
    assert [main_step(Procedure.CORPORATE, stage) for stage in "123"] == [
        "CO_S1_RESP",
        "CO_S2_RESP",
        "CO_S3_RESP",
    ]
    assert main_step(Procedure.FOI, "review") == "FOI_IR_RESP"
    assert main_step(Procedure.EIR, "review") == "EIR_IR_RESP"
    with pytest.raises(RuleError, match="ENQ has no stage 2"):
        main_step(Procedure.ENQUIRY, "2")
    assert ack_step(Procedure.CHILDREN_ACT, "3") == "CA_S3_ACK"
    assert ack_step(Procedure.ENQUIRY) is None


def test_targets_are_those_of_the_report_in_force() -> None:
    assert scheme_called("LEW-2019").step("CO_S1_RESP").target_pct == 100
    assert scheme_called("LEW-2019").step("CO_S3_RESP").target_pct == 90
    assert scheme_called("LEW-2024").step("CO_S1_RESP").target_pct == 90
    assert scheme_called("BEX-2018").step("CO_S1_RESP").target_pct is None


def test_pauses_a_procedure_allows_are_those_its_steps_know() -> None:
    for procedure in Procedure:
        schemes = [scheme for scheme in RULEBOOK.schemes if scheme.procedure is procedure]
        known = {kind for scheme in schemes for step in scheme.plan for kind in step.pauses}
        assert known == set(pauses_allowed(procedure))


# Mistakes in the files.

GOOD = """
[[scheme]]
id = "A"
authority = "*"
procedure = "FOI"
version = "1"
valid_from = 2020-01-01
source = "Law"
[[scheme.step]]
code = "FOI_RESP"
label = "Answer"
stage = "1"
unit = "WD"
period = 20
calendar = "UK"
trigger = "received"
source = "Law s.1"
example = { received = 2024-01-02, due = 2024-01-30 }
"""


def load(folder: Path, text: str) -> Rulebook:
    (folder / "a.toml").write_text(text, encoding="utf-8")
    return Rulebook.load(folder)


def test_a_good_file_is_read(tmp_path: Path) -> None:
    assert load(tmp_path, GOOD).scheme(Procedure.FOI, "LEW", date(2024, 1, 2)).step("FOI_RESP").period == 20


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('id = "A"', 'id = "A', "a.toml: .*line 3"),
        ('source = "Law"\n', "", "a.toml, scheme A: source is missing"),
        ('source = "Law s.1"', "", "scheme A, step FOI_RESP: source is missing"),
        ("example = {", "exmple = {", "step FOI_RESP: there is no field called exmple"),
        ('version = "1"', "version = 1", "scheme A, version: 1 is not of the right kind"),
        ("period = 20", 'period = "20"', "step FOI_RESP, period: '20' is not of the right kind"),
        ("period = 20", "period = true", "period: True is not of the right kind"),
        ('unit = "WD"', 'unit = "WEEK"', "step FOI_RESP, unit: WEEK is not one of WD, CD, MONTH"),
        ('calendar = "UK"', 'calendar = "FR"', "calendar: FR is not one of EW, UK, EW_LOCAL"),
        ('procedure = "FOI"', 'procedure = "XX"', "procedure: XX is not one of CA, CORP"),
        ('trigger = "received"', 'trigger = "recieved"', "there is no event called recieved"),
        ('trigger = "received"', "", "step FOI_RESP: trigger is missing"),
        ('trigger = "received"', 'basis = "ACK"', "step FOI_RESP: basis ACK needs previous"),
        ('stage = "1"', 'stage = "1"\nmax_step = "FOI_MAX"', "step FOI_RESP: there is no step FOI_MAX"),
        ('stage = "1"', 'stage = "1"\nmax_step = "FOI_RESP"', "step FOI_RESP: it depends on itself"),
        ('stage = "1"', 'stage = "1"\nextension = "REASON"', "an extension needs max_step"),
        ('stage = "1"', 'stage = "1"\npauses = { NAP = "STOP" }', "pauses: 'NAP' is not a valid PauseKind"),
        ('stage = "1"', 'stage = "1"\npauses = { FEE = "NAP" }', "pauses: 'NAP' is not a valid Effect"),
        ('code = "FOI_RESP"', "", "scheme A: a step has no code"),
        ('source = "Law"\n', 'source = "Law"\nlike = "B"\n', "like: no scheme B stands above it"),
        ("2020-01-01", "2020-01-01\nvalid_to = 2019-01-01", "valid_to: the last day is before the first"),
    ],
)
def test_a_mistake_is_told_with_its_place(tmp_path: Path, old: str, new: str, said: str) -> None:
    assert old in GOOD
    with pytest.raises(RuleError, match=said):
        load(tmp_path, GOOD.replace(old, new, 1))


def test_two_schemes_at_one_time_are_refused(tmp_path: Path) -> None:
    other = GOOD.replace('id = "A"', 'id = "B"').replace("valid_from = 2020-01-01", "valid_from = 2023-01-01")

    with pytest.raises(RuleError, match=r"A and B hold for FOI at [*] at the same time"):
        load(tmp_path, GOOD + other)


def test_two_schemes_put_together_by_hand_are_never_guessed_between() -> None:
    foi = RULEBOOK.scheme_by_id("FOI")
    with pytest.raises(
        RuleError, match="Two sets of rules hold for FOI at LEW on Tuesday 2 January 2024: FOI and FOI"
    ):
        Rulebook((foi, foi)).scheme(Procedure.FOI, "LEW", date(2024, 1, 2))


def test_schemes_that_follow_each_other_day_by_day_are_allowed(tmp_path: Path) -> None:
    first = GOOD.replace("valid_from = 2020-01-01", "valid_from = 2010-01-01\nvalid_to = 2019-12-31")
    book = load(tmp_path, first.replace('"A"', '"B"') + GOOD)

    assert book.scheme(Procedure.FOI, "LEW", date(2020, 1, 1) - timedelta(days=1)).id == "B"
    assert book.scheme(Procedure.FOI, "LEW", date(2020, 1, 1)).id == "A"


def test_a_folder_without_rules_is_said_plainly(tmp_path: Path) -> None:
    with pytest.raises(UnavailableError, match="There are no rules"):
        Rulebook.load(tmp_path)
    (tmp_path / "a.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(UnavailableError, match="rules could not be read"):
        Rulebook.load(tmp_path)
