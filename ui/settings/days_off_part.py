"""Days off: closure days and bank holidays added; before they are kept, every open case they would move is shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtWidgets import QVBoxLayout

from caseworker.actions.closures import (
    DaysOff,
    Moves,
    change_days_off,
    days_in_file,
    days_off_now,
    what_would_move,
)
from caseworker.domain.changed import Changed
from caseworker.domain.dates_in_words import count_of, long_date
from caseworker.domain.day_list import DaysRead, read_days
from caseworker.domain.working_days import NATIONS
from caseworker.errors import Problem
from ui.file_dialogs import SYSTEM_DIALOGS, FileDialogs
from ui.settings.moves_view import MovesView
from ui.settings.table_part import TablePart
from ui.widgets.buttons import Button
from ui.widgets.choice_field import ChoiceField
from ui.widgets.date_field import DateField
from ui.widgets.empty_state import Loading
from ui.widgets.rows_model import Column
from ui.widgets.text_area import TextArea
from ui.widgets.text_field import TextField
from ui.widgets.words import Words

_LISTS = "Lists of days (*.txt *.csv);;All files (*)"
_EXAMPLE = "One day or one stretch to a line: 24/12/2026, or 28/12/2026 to 31/12/2026."


@dataclass(frozen=True, slots=True)
class DayRow:
    """One day off."""

    day: date
    what: str
    where: str
    source: str
    is_closure: bool
    state: str = ""


class DaysOffPart(TablePart[DayRow]):
    """The days as they are to be; nothing holds before it is kept."""

    code = "days_off"
    title = "Days off"
    noun = ("day", "days")
    about_words = (
        "Bank holidays come with the program. Closure days count for corporate complaints and enquiries alone; days "
        "added as bank holidays count for every clock of that nation."
    )
    files: FileDialogs = SYSTEM_DIALOGS

    def columns(self) -> list[Column[DayRow]]:
        """Day and reason."""
        return [
            Column("day", "Day", lambda r: long_date(r.day), sort=lambda r: r.day, width=28),
            Column("what", "What", lambda r: r.what, width=22, may_filter=True),
            Column("where", "Counts for", lambda r: r.where, width=34, may_filter=True),
            Column("state", "Kept", lambda r: r.state, width=14, may_filter=True),
            Column("source", "Source", lambda r: r.source, width=24),
        ]

    def key(self, row: DayRow) -> str:
        """The day, and whether it is the council's alone."""
        return f"{row.day} {row.is_closure}"

    def read(self) -> Sequence[DayRow]:
        """The days in hand."""
        in_force, wanted = days_off_now(self.context.office), self.wanted()
        rows = [*_rows(wanted, in_force), *(r for r in _rows(in_force, wanted, "To be taken out") if r.state)]
        return sorted(rows, key=lambda row: (row.day, row.is_closure))

    def wanted(self) -> DaysOff:
        """The days as they are to be."""
        return getattr(self, "_wanted", None) or days_off_now(self.context.office)

    def is_different(self) -> bool:
        """Whether something is to be kept that is not."""
        return _plain(self.wanted()) != _plain(days_off_now(self.context.office))

    def buttons(self) -> list[Button]:
        """What can be done."""
        self.keep_button = Button("See what moves, then keep", self.look, kind="primary")
        self.back_button = Button("Leave everything as it was", self.forget)
        return [
            Button("Add closure days", self.add_closures, icon="plus"),
            Button("Import a list", self.import_list),
            Button("Add a bank holiday", self.add_holiday),
            Button("Take out", self.take_out),
            self.keep_button,
            self.back_button,
        ]

    def add_above(self, column: QVBoxLayout) -> None:
        """What is not kept yet."""
        self.pending = Words("", bold=True)
        column.addWidget(self.pending)
        self.pending.hide()

    def add_below(self, column: QVBoxLayout) -> None:
        """The page that shows what moves."""
        self.loading = Loading(self, lambda: self._progress and self._progress.cancel())
        self._progress: Any = None
        self.moves = MovesView(self.keep_new, self.keep_all, self.leave_moves)
        self.stack.addWidget(self.moves)
        self.table.set_empty("No days off of your own", "Add the days on which the council is closed.")

    def shown(self, rows: Sequence[DayRow]) -> None:
        """Say whether something is still to be kept."""
        different = self.is_different()
        self.pending.setText("These changes hold when you have kept them." if different else "")
        self.pending.setVisible(different)
        self.keep_button.setText(
            "See what moves, then keep" if different else "See what today's days off would move"
        )
        self.back_button.setVisible(different)

    def add_closures(self) -> None:
        """Type or paste days."""
        self._ask_days("", "")

    def import_list(self) -> None:
        """Read days from a file, and show them to be looked over."""
        path = self.files.open_file(self, "Import a list of closure days", _LISTS)
        if path is not None:
            self.context.tasks.run_read(
                lambda: days_in_file(path), self._on_file, self.context.messages.failure, receiver=self
            )

    def add_holiday(self) -> None:
        """A day off that was proclaimed since the program was made."""
        if not self.begin("Add a bank holiday", "It counts for every clock of that nation.", "Add"):
            return
        day = DateField(self.context.today, sense="future")
        self.form.add("day", "Day", day, None, needed=True)
        self.form.add("name", "What it is called", TextField(44, limit=100), "", needed=True)
        nations = [(nation, nation) for nation in NATIONS]
        self.form.add("nation", "Where", ChoiceField(nations), "England", needed=True,
                      help_words="Scotland and Northern Ireland count for FOI and EIR alone.")  # fmt: skip
        self.form.add("source", "Source", TextField(44, limit=200), "", needed=True,
                      help_words="Where it was made known, such as a proclamation.")  # fmt: skip
        self.open_form(lambda _values: Changed)

    def take_out(self) -> None:
        """Take the current day out."""
        row, wanted = self.current(), self.wanted()
        if row is None or self.why_read_only():
            return
        iso = row.day.isoformat()
        if row.state == "To be taken out":
            self.context.messages.status(f"{long_date(row.day)} is to be taken out already.")
        elif row.is_closure:
            self._set(DaysOff(tuple(d for d in wanted.closed if d != iso), wanted.added))
        else:
            self._set(DaysOff(wanted.closed, tuple(d for d in wanted.added if d["day"] != iso)))

    def finish(self) -> None:
        """Take what is typed into the list in hand; on the page of what moves, keep without counting again."""
        if self._do is None:
            return
        problems = self.form.problems()
        values = self.form.values()
        if "days" in values:
            problems += self._take_days(str(values["days"])) if not problems else []
        else:
            needed = (("name", "Enter what the day is called"), ("source", "Enter where it was made known"))
            problems += [Problem(name, words) for name, words in needed if not values[name]]
            if not problems:
                self._take_holiday(values)
        if problems:
            self.show_problems(problems)
        else:
            self.leave()
            self.refresh()

    def forget(self) -> None:
        """Back to the days that hold."""
        self._wanted = None
        self.refresh()

    def look(self) -> None:
        """Work out which open cases would have other dates."""
        if self.is_busy:
            return
        office, wanted = self.context.office, self.wanted()
        self.is_busy = True
        self.loading.start("Counting the open cases")
        progress = self._progress = self.context.tasks.progress(self.loading.report, receiver=self)
        self.context.tasks.run_read(
            lambda: what_would_move(office, wanted, progress.report, lambda: progress.cancelled),
            self._on_moves,
            self._on_look_failed,
            receiver=self,
        )

    def keep_new(self) -> None:
        """Keep the days for new counts alone."""
        office, wanted = self.context.office, self.wanted()
        self.run(lambda: change_days_off(office, wanted))

    def keep_all(self) -> None:
        """Keep the days, and count the cases shown again."""
        office, wanted, case_ids = self.context.office, self.wanted(), self.moves.found.case_ids
        self.run(lambda: change_days_off(office, wanted, case_ids))

    def leave_moves(self) -> None:
        """Back to the list; nothing is kept yet."""
        self.stack.setCurrentWidget(self.list_page)
        self.table.view.setFocus()

    def saved(self, changed: Changed) -> None:
        """The days hold."""
        self._wanted = None
        self.stack.setCurrentWidget(self.list_page)
        self.refresh()

    def may_close(self) -> bool:
        """Days that are not kept are not thrown away without a word."""
        if self.is_different():
            self.context.messages.warning(
                "Days off were changed and not kept",
                "Keep them, or leave everything as it was, then close the tab.",
            )
            return False
        return super().may_close()

    # -- inside -------------------------------------------------------------------------------------------

    def _set(self, wanted: DaysOff) -> None:
        self._wanted = wanted
        self.refresh()

    def _ask_days(self, text: str, about: str) -> None:
        if self.begin("Add closure days", about or _EXAMPLE, "Add"):
            self.form.add("days", "Days the council is closed", TextArea(6, kind="body"), text, needed=True)
            self.open_form(lambda _values: Changed)

    def _on_file(self, read: DaysRead) -> None:
        said = f"{count_of(len(read.days), 'weekday')} read. " + " ".join(read.problems[:8])
        self._ask_days("\n".join(day.strftime("%d/%m/%Y") for day in read.days), said)

    def _take_days(self, text: str) -> list[Problem]:
        read, calendar = read_days(text), self.context.office.calendar
        unknown = [day for day in read.days if not calendar.covers(day)]
        if read.problems:
            return [Problem("days", read.problems[0])]
        if unknown:
            return [
                Problem(
                    "days", f"The bank holidays of {unknown[0].year} are not known, so leave that year out"
                )
            ]
        if not read.days:
            return [Problem("days", "Enter at least one weekday")]
        wanted = self.wanted()
        days = {*wanted.closed, *(day.isoformat() for day in read.days)}
        self._wanted = DaysOff(tuple(sorted(days)), wanted.added)
        return []

    def _take_holiday(self, values: Mapping[str, Any]) -> None:
        wanted, day = self.wanted(), values["day"].isoformat()
        others = tuple(extra for extra in wanted.added if extra["day"] != day)
        new = {"day": day, "name": values["name"], "nation": values["nation"], "source": values["source"]}
        self._wanted = DaysOff(wanted.closed, (*others, new))

    def _on_moves(self, found: Moves) -> None:
        self.is_busy = False
        self.loading.finish()
        if not found.is_whole:
            self.context.messages.status("Stopped. Nothing was changed.")
            return
        self.moves.show_moves(found, is_different=self.is_different())
        self.stack.setCurrentWidget(self.moves)
        self.moves.first_focus().setFocus()

    def _on_look_failed(self, error: Exception) -> None:
        self.is_busy = False
        self.loading.finish()
        self.context.messages.failure(error)


def _rows(days: DaysOff, other: DaysOff, state: str = "Not yet") -> list[DayRow]:
    known = set(other.closed)
    added = {extra["day"] for extra in other.added}
    rows = [
        DayRow(date.fromisoformat(day), "Council closed", "Corporate complaints and enquiries", "", True,
               "" if day in known else state)
        for day in days.closed
    ]  # fmt: skip
    return rows + [
        DayRow(date.fromisoformat(extra["day"]), extra["name"], _counts_for(extra["nation"]), extra["source"], False,
               "" if extra["day"] in added else state)
        for extra in days.added
    ]  # fmt: skip


def _counts_for(nation: str) -> str:
    return "Every clock" if nation in ("England", "Wales") else f"FOI and EIR ({nation})"


def _plain(days: DaysOff) -> tuple[Any, ...]:
    return sorted(days.closed), sorted(tuple(sorted(extra.items())) for extra in days.added)
