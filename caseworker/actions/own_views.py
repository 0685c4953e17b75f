"""A person's own views of the work list: kept in the office's own file, since a filter may be a name."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, replace

from caseworker.domain.intake import cleaned
from caseworker.domain.lists import SAVED_VIEWS, SORTS, OwnView
from caseworker.errors import Problem, ProblemsError, RuleError
from caseworker.office import Office
from caseworker.storage.local import local_setting, set_local_setting

LONGEST_NAME = 60
MOST = 40
_KEY = "own_views"


def own_views(office: Office) -> tuple[OwnView, ...]:
    """Return the views of the person at the keyboard, by name; one that this version cannot show is left out."""
    with office.reading() as raw:
        kept = local_setting(raw, f"{_KEY}:{office.person.id}")
    read = [_read(each) for each in json.loads(kept)] if kept else []
    known = [view for view in read if view.view in SAVED_VIEWS and view.sort in SORTS]
    return tuple(sorted(known, key=lambda view: view.name.casefold()))


def keep_view(office: Office, view: OwnView) -> OwnView:
    """Keep a view, new or again under its id, and return it as kept.

    Raises:
        ProblemsError: the name is missing, too long, or another view has it.
        RuleError: nobody is at the keyboard, or there are too many views.
    """
    if not office.person.id:
        raise RuleError("Choose who you are first: own views belong to a person.")
    name = " ".join(cleaned(view.name).split())
    others = [each for each in own_views(office) if each.id != view.id]
    taken = {each.name.casefold() for each in others} | {v.label.casefold() for v in SAVED_VIEWS.values()}
    if not name:
        raise ProblemsError([Problem("name", "Enter a name for the view")])
    if len(name) > LONGEST_NAME:
        raise ProblemsError([Problem("name", f"Name must be {LONGEST_NAME} characters or fewer")])
    if name.casefold() in taken:
        raise ProblemsError([Problem("name", f"There is a view called {name} already. Enter another name")])
    if len(others) >= MOST:
        raise RuleError(f"You have {MOST} views of your own. Delete one first.")
    kept = replace(view, id=view.id or office.ids.new(), name=name)
    _write(office, [*others, kept])
    return kept


def delete_view(office: Office, view_id: str) -> OwnView:
    """Take a view away and return it, so that it can be kept again."""
    gone = _find(office, view_id)
    _write(office, [view for view in own_views(office) if view.id != view_id])
    return gone


def _find(office: Office, view_id: str) -> OwnView:
    found = next((view for view in own_views(office) if view.id == view_id), None)
    if found is None:
        raise RuleError("This view is gone. Choose another with Ctrl+G.")
    return found


def _write(office: Office, views: Sequence[OwnView]) -> None:
    with office.database.raw_writer() as raw:
        text = json.dumps([asdict(view) for view in views], ensure_ascii=False)
        set_local_setting(raw, f"{_KEY}:{office.person.id}", text)


def _read(kept: dict[str, object]) -> OwnView:
    filters = kept.get("filters")
    pairs = tuple((str(a), str(b)) for a, b in filters) if isinstance(filters, list) else ()
    return OwnView(
        str(kept["id"]),
        str(kept["name"]),
        str(kept["view"]),
        str(kept.get("text", "")),
        str(kept.get("sort", "due")),
        bool(kept.get("descending")),
        pairs,
    )
