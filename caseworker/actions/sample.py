"""Build the sample office: a synthetic year of casework, and some thirty live cases, as on Wednesday 15 October 2025.

No person in it is real. The imported years give the tables of 2024-25 exactly; the live cases are all of September and
October 2025 and are made by the same acts a caseworker uses, so that every list has something in it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from caseworker.actions.acknowledge import acknowledge
from caseworker.actions.answer import Answer, answer_case
from caseworker.actions.at_keyboard import account_name, become, new_person
from caseworker.actions.contributions import Asked, ask_service
from caseworker.actions.directory import save_representative
from caseworker.actions.disclosure import Disclosure, check_disclosure
from caseworker.actions.drafts import save_draft
from caseworker.actions.extend import extend
from caseworker.actions.imports import import_file
from caseworker.actions.log import log_case
from caseworker.actions.look_up import open_case
from caseworker.actions.moves import make_move
from caseworker.actions.note import add_note
from caseworker.actions.opening import OpenOffice
from caseworker.actions.pause import pause_clock
from caseworker.actions.payments import Payment, record_payment
from caseworker.actions.points import add_points, change_point, points_of
from caseworker.actions.resume import resume_clock
from caseworker.actions.sample_letters import play_came_back, play_letter
from caseworker.actions.settings_change import change_settings, keep_logo
from caseworker.actions.starting import start_office
from caseworker.actions.tasks import NewTask, add_task
from caseworker.clock import LONDON, Clock
from caseworker.domain.directory import Representative
from caseworker.domain.ids import IdMaker
from caseworker.domain.intake import Child, Intake
from caseworker.domain.kinds import Kind
from caseworker.domain.pauses import PauseKind
from caseworker.domain.staff import Person
from caseworker.domain.workflow import move_called
from caseworker.office import Office
from caseworker.paths import OfficePaths
from caseworker.resources import RESOURCES
from caseworker.security.keys import Published
from caseworker.settings import OfficeSettings

FOLDER = RESOURCES / "sample"
FILES = ("cases", "stages", "compliments", "foi", "advocacy", "actions")
"""The files of the sample year, in the order in which they refer to each other."""

Progress = Callable[[float, str], None]


@dataclass(frozen=True, slots=True)
class SampleBuilt:
    """A sample office that was built and is open."""

    opened: OpenOffice
    imported: int
    live: int


def build_sample(folder: Path, progress: Progress | None = None) -> SampleBuilt:
    """Build the sample office in an empty folder; it is encrypted with a published key, which protects nothing.

    Raises:
        UnavailableError: there is an office in the folder already, or it cannot be written.
    """
    tell = progress or (lambda _fraction, _words: None)
    script = _read("office.toml")
    tell(0.0, "Starting the sample office")
    opened = _start(OfficePaths(folder), script)
    office = opened.office
    try:
        for entry in script["representative"]:
            save_representative(office, Representative("", **entry))
        imported = _import_years(office, tell)
        tell(0.85, "Logging the live cases")
        live = _live_cases(office, _read("live_cases.toml"))
        tell(1.0, "The sample office is ready")
    except BaseException:
        opened.close()
        raise
    return SampleBuilt(opened, imported, live)


def _read(name: str) -> dict[str, Any]:
    with (FOLDER / name).open("rb") as file:
        return tomllib.load(file)


def _start(paths: OfficePaths, script: Mapping[str, Any]) -> OpenOffice:
    ids = IdMaker()
    people = [new_person(ids, **person) for person in script["staff"]]
    first = people[0]
    people[0] = Person(first.id, first.full_name, first.job, first.role, first.email, first.phone, first.team,
                       accounts=(account_name(),))  # fmt: skip
    values: dict[str, Any] = {
        k: tuple(v) if isinstance(v, list) else v for k, v in script["settings"].items()
    }
    opened = start_office(paths, OfficeSettings(**values), people, Published()).opened
    office = opened.office
    logo = RESOURCES / "logo" / script["logo"]
    change_settings(office, {"logo": keep_logo(office, logo.read_bytes())})
    return opened


def _import_years(office: Office, tell: Progress) -> int:
    imported = 0
    for place, name in enumerate(FILES):
        tell(0.05 + 0.8 * place / len(FILES), f"Importing {name}")
        report = import_file(office, FOLDER / f"{name}.csv", RESOURCES / "mappings" / "lewisham.toml")
        imported += report.accepted + report.corrected
    return imported


def _live_cases(office: Office, script: Mapping[str, Any]) -> int:
    """Play the script: every step on its own day, by the person named, with the acts of the program."""
    steps: list[tuple[date, int, int, Mapping[str, Any], Mapping[str, Any] | None]] = []
    for place, case in enumerate(script["case"]):
        steps += [(case["received_on"], place, 0, case, None)]
        steps += [(step["on"], place, n, case, step) for n, step in enumerate(case.get("then", ()), 1)]
    known: dict[int, str] = {}
    real, someone = office.clock, office.person
    try:
        for day, place, n, case, step in sorted(steps, key=lambda s: (s[0], s[2], s[1])):
            office.clock = Clock(day, _at_hour(9 + place % 3 + n % 6, place * 7 % 60, office))
            office.person = office.staff_named(case.get("logged_by", someone.full_name))
            if step is None:
                known[place] = log_case(office, _intake(office, case)).case_id
            else:
                _play(office, known[place], step)
    finally:
        office.clock, office.person = real, someone
    for draft in script.get("draft", ()):
        save_draft(office, "intake", draft["doc"], title=draft["title"])
    become(office, someone)
    return len(known)


def _at_hour(hour: int, minute: int, office: Office) -> Callable[[], datetime]:
    """The clock stands on the step's day; this gives it the hour."""
    at = datetime(2025, 10, 1, hour, minute, tzinfo=LONDON).astimezone(UTC)
    moments = iter(range(1_000_000))
    return lambda: at + timedelta(milliseconds=next(moments))


def _intake(office: Office, case: Mapping[str, Any]) -> Intake:
    values = {k: v for k, v in case.items() if k not in ("then", "logged_by", "owner", "child", "kind")}
    child = case.get("child")
    return Intake(
        kind=Kind(case["kind"]),
        owner_id=office.staff_named(case["owner"]).id if case.get("owner") else "",
        children=(Child(**child),) if child else (),
        **values,
    )


def _answers(office: Office, code: str, day: date, told: Mapping[str, Any]) -> dict[str, Any]:
    """The answers a move of the script gives: people by name, and the step's own day wherever a day is needed."""
    answers = dict(told)
    for ask in move_called(code).asks:
        if ask.kind == "staff" and ask.name in answers:
            answers[ask.name] = office.staff_named(answers[ask.name]).id
        elif ask.kind == "day" and ask.needed:
            answers.setdefault(ask.name, day)
    return answers


def _follow(office: Office, case_id: str, step: Mapping[str, Any]) -> None:
    """Points of complaint, and what follows from them."""
    values = {k: v for k, v in step.items() if k not in ("on", "act", "point")}
    view = open_case(office, case_id)
    point_id = points_of(view)[step["point"] - 1].id if "point" in step else ""
    match step["act"]:
        case "points":
            add_points(office, case_id, values["texts"])
        case "finding":
            change_point(office, view, point_id, values)
        case "action":
            add_task(office, case_id, NewTask(**values, point_id=point_id))
        case "payment":
            record_payment(office, case_id, Payment(**values, point_id=point_id))


def _play(office: Office, case_id: str, step: Mapping[str, Any]) -> None:
    """Do one step of the script; `act` is its name, the rest are the act's arguments."""
    day: date = step["on"]
    match step["act"]:
        case "acknowledge":
            acknowledge(office, case_id, day, step.get("how", "Email"))
        case "note":
            add_note(office, case_id, step["text"], kind=step.get("kind", "note"),
                     follow_up_on=step.get("follow_up_on"), waiting_for=step.get("waiting_for"))  # fmt: skip
        case "extend":
            extend(office, case_id, step["until"], step["reason"])
        case "pause":
            pause_clock(office, case_id, PauseKind(step["kind"]), day, step.get("reason", ""))
        case "resume":
            resume_clock(office, case_id, day)
        case "answer":
            values = {k: v for k, v in step.items() if k not in ("on", "act", "outcome")}
            answer_case(office, case_id, Answer(day, step["outcome"], **values))
        case "ask":
            values = {k: v for k, v in step.items() if k not in ("on", "act")}
            ask_service(office, case_id, Asked(**values))
        case "points" | "finding" | "action" | "payment":
            _follow(office, case_id, step)
        case "move":
            make_move(
                office, case_id, step["code"], _answers(office, step["code"], day, step.get("values", {}))
            )
        case "disclosure":
            check_disclosure(
                office, case_id, Disclosure(**{k: v for k, v in step.items() if k not in ("on", "act")})
            )
        case "letter":
            play_letter(office, case_id, step)
        case "came_back":
            play_came_back(office, case_id, day, step["why"])
        case other:
            raise ValueError(f"the sample's script has no act called {other}")
