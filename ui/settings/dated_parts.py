"""Settings that hold from a day on: targets, and readings of disputed rules with their sources beside them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from caseworker.actions.dated_settings import TargetRow, choice_rows, set_choice, set_target, target_rows
from caseworker.domain.changed import Changed
from caseworker.domain.disputed import Disputed
from caseworker.errors import RuleError
from ui.settings.table_part import TablePart
from ui.widgets.buttons import Button
from ui.widgets.date_field import DateField
from ui.widgets.options_field import OptionsField
from ui.widgets.rows_model import Column
from ui.widgets.text_field import TextField

_FROM_HELP = "From this day on; what was before stays as it was."


class TargetsPart(TablePart[TargetRow]):
    """The share of cases that is to be on time, step by step."""

    code = "targets"
    title = "Targets"
    noun = ("step", "steps")
    about_words = "The share of cases that is to be on time at each step, from a day on."

    def columns(self) -> list[Column[TargetRow]]:
        """Step and target."""
        return [
            Column("step", "Step", lambda r: r.label, width=34),
            Column("procedure", "For", lambda r: r.procedure, width=24, may_filter=True),
            Column("pct", "Target", lambda r: f"{r.pct} %" if r.pct is not None else "None", width=8),
            Column("since", "Where from", lambda r: r.since, width=34),
            Column("planned", "Planned", lambda r: r.planned, width=30),
        ]

    def key(self, row: TargetRow) -> str:
        """The step."""
        return row.step

    def read(self) -> Sequence[TargetRow]:
        """The steps of today's timescales."""
        return target_rows(self.context.office)

    def buttons(self) -> list[Button]:
        """One act."""
        return [Button("Change target (Enter)", self.open_row, kind="primary")]

    def open_row(self) -> None:
        """Ask for the share and the day."""
        row = self.current()
        if row is None or not self.begin(
            f"Target: {row.label}", f"{row.procedure}. {row.since}".rstrip(". ") + "."
        ):
            return
        self.form.add(
            "pct", "Share on time, per cent", TextField(6, limit=3),
            str(row.pct) if row.pct is not None else "", needed=True,
        )  # fmt: skip
        day = DateField(self.context.today, sense="future")
        self.form.add("from_on", "First day", day, self.context.today(), help_words=_FROM_HELP, needed=True)
        self.open_form(lambda values: self._act(row.step, values))

    def _act(self, step: str, values: dict[str, Any]) -> Callable[[], Changed]:
        text = str(values["pct"]).removesuffix("%").strip()
        if not text.isascii() or not text.isdigit():
            raise RuleError("Target must be a whole number from 0 to 100", field="pct")
        return lambda: set_target(self.context.office, step, int(text), values["from_on"])


Reading = tuple[Disputed, str, str]


class ReadingsPart(TablePart[Reading]):
    """Rules that can be read in two ways."""

    code = "readings"
    title = "Disputed rules"
    noun = ("rule", "rules")
    about_words = (
        "The law can be read in two ways here. Choose with your legal team. A stage keeps the reading its deadlines "
        "were first counted with."
    )

    def columns(self) -> list[Column[Reading]]:
        """Question and answers."""
        return [
            Column("question", "Rule", lambda r: r[0].title, width=32),
            Column("now", "Today", lambda r: r[1], width=44),
            Column("default", "Default", lambda r: r[0].options[0][1], width=40),
            Column("dated", "From other days", lambda r: r[2], width=34),
        ]

    def key(self, row: Reading) -> str:
        """The setting."""
        return row[0].name

    def read(self) -> Sequence[Reading]:
        """All of them."""
        return choice_rows(self.context.office)

    def buttons(self) -> list[Button]:
        """One act."""
        return [Button("Choose a reading (Enter)", self.open_row, kind="primary")]

    def open_row(self) -> None:
        """Ask for the reading and the day; the source stands above."""
        row = self.current()
        if row is None or not self.begin(row[0].question, f"Source: {row[0].source}"):
            return
        rule = row[0]
        now = self.context.office.settings.choice_on(rule.name, self.context.today())
        options = [
            (str(n), words + (" (default)" if n == 0 else "")) for n, (_, words) in enumerate(rule.options)
        ]
        chosen = next(str(n) for n, (value, _) in enumerate(rule.options) if value == now)
        self.form.add("value", "Reading", OptionsField(options, upright=True), chosen, needed=True)
        day = DateField(self.context.today, sense="future")
        self.form.add("from_on", "First day", day, self.context.today(), help_words=_FROM_HELP, needed=True)
        office = self.context.office
        self.open_form(
            lambda v: lambda: set_choice(office, rule.name, rule.options[int(v["value"])][0], v["from_on"])
        )
