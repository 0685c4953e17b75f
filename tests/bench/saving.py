"""A local save (log, project, commit) beside one bare durable row commit with the same settings."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from caseworker.actions.log import log_case
from caseworker.actions.note import add_note
from caseworker.domain.changes import Draft, FieldChange, encode
from caseworker.domain.changes import EntityChange as Change
from caseworker.domain.editing import new_entity
from caseworker.domain.intake import Child, Intake
from caseworker.domain.kinds import Kind
from caseworker.office import Office, Transaction
from caseworker.storage.driver import Role
from tests.bench.measure import Figure, side_by_side
from tests.bench.scene import Scene

RUNS = 150
INTAKE = Intake(
    kind=Kind.STATUTORY,
    full_name="Siân O’Brien",
    raised_by="Parent",
    phone="020 7946 0123",
    address_lines="Flat 2\n19 Wharfinger Gardens\nLondon",
    postcode="SE31 5EP",
    children=(Child("Gethin O’Brien", age="12"),),
    summary="No social worker has visited Gethin since June, and calls are not returned.",
    risk="no",
    division="Children's Social Care",
    service="Corporate Parenting",
    theme="Communication",
)
NOTE = "Rang back at four: nobody was in, so a message was left with the neighbour."


def save_figures(scene: Scene, folder: Path) -> list[Figure]:
    """Save an edit, a note and a new case, each as a change that is ready to be written; then whole acts."""
    office = scene.office
    ids = _some_cases(office)
    bare = _bare_commit(scene, folder / "bare-save.db")
    beside = "BEGIN IMMEDIATE, one row of the same body into a table, COMMIT: WAL, synchronous FULL, same key"

    def saved(make: Callable[[Transaction], Draft]) -> Callable[[], object]:
        return lambda: office.save(lambda transaction: [make(transaction)])

    drafts: dict[str, Callable[[Transaction], Draft]] = {
        "a changed field": lambda transaction: _edit(transaction, next(ids)),
        "a note": lambda _: _note(office, next(ids)),
        "a new case": lambda _: _new_case(office),
    }
    figures = []
    for what, make in drafts.items():
        ours, least = side_by_side(saved(make), bare, RUNS)
        figures.append(Figure(f"Save {what}: log, project, commit", ours, least, 3.0, beside))
        beside = ""
    intake = replace(INTAKE, received_on=office.clock.today(), owner_id=office.person.id)
    acts: dict[str, Callable[[], object]] = {
        "Whole act: add a note": lambda: add_note(office, next(ids), NOTE),
        "Whole act: log a case": lambda: log_case(office, intake),
    }
    for name, act in acts.items():
        ours, least = side_by_side(act, bare, RUNS // 3)
        figures.append(Figure(name, ours, least, None))
    return figures


def _some_cases(office: Office) -> Any:
    with office.reading() as raw:
        ids = [row[0] for row in raw.execute("SELECT id FROM case_list").fetchall()]
    random.Random(1).shuffle(ids)
    return iter(ids * 10)


def _edit(transaction: Transaction, case_id: str) -> Draft:
    """A change of one field; which changes it follows is read inside the save, as every act reads it (S3)."""
    (vers,) = transaction.record.execute("SELECT vers FROM entity WHERE id = ?", (case_id,)).fetchone()
    known = json.loads(vers)
    parents = tuple(known.get("theme") or known[""])
    change = Change(case_id, "case", (FieldChange("theme", "Delay", parents),))
    return Draft("case", case_id, "case.updated", (change,))


def _note(office: Office, case_id: str) -> Draft:
    note = new_entity(office.ids.new(), "note", text=NOTE, kind="call", about_on="2025-04-14")
    return Draft("case", case_id, "note.added", (note,))


def _new_case(office: Office) -> Draft:
    """The changes of a logged case, with a stage whose clocks were counted."""
    from caseworker.actions.log import case_values, person_values
    from caseworker.actions.stage_clocks import begin_stage

    new = office.ids.new
    case_id = new()
    intake = replace(INTAKE, received_on=office.clock.today())
    entities = (
        new_entity(case_id, "case", **case_values(intake, f"CYP-2025-{next(_NUMBERS):04}")),
        new_entity(new(), "stage", **begin_stage(office, intake.kind, office.clock.today())),
        new_entity(new(), "party", **person_values(intake)),
        new_entity(new(), "party", role="child", full_name="Gethin O’Brien", age="12"),
    )
    return Draft("case", case_id, "case.logged", entities, is_new=True)


_NUMBERS = iter(range(1, 9000))


def _bare_commit(scene: Scene, path: Path) -> Callable[[], object]:
    path.unlink(missing_ok=True)
    connection = scene.bare(Role.WRITER, path)
    connection.execute("CREATE TABLE row (n INTEGER PRIMARY KEY, body TEXT NOT NULL)")
    body = encode(_note(scene.office, "x" * 32).entities)

    def commit() -> None:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("INSERT INTO row (body) VALUES (?)", (body,))
        connection.commit()

    return commit
