"""Two people side by side, and what the merged person will have."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from caseworker.actions.people_merge import MergePreview
from ui.widgets.words import Words


class MergeTable(QWidget):
    """One row for each value; empty until somebody is chosen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Both side by side")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._holder: QWidget | None = None
        self.hide()

    def show_preview(self, preview: MergePreview | None) -> None:
        """Show both, or nothing."""
        if self._holder is not None:
            self._column.removeWidget(self._holder)
            self._holder.hide()
            self._holder.deleteLater()
            self._holder = None
        if preview is not None:
            self._holder = self._made(preview)
            self._column.addWidget(self._holder)
        self.setVisible(preview is not None)

    def _made(self, preview: MergePreview) -> QWidget:
        holder = QWidget(self)
        holder.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        heads = ("", f"{preview.kept.name} (kept)", f"{preview.other.name} (goes into them)", "After it")
        for column, words in enumerate(heads):
            grid.addWidget(Words(words, bold=True), 0, column)
            grid.setColumnStretch(column, 0 if column == 0 else 1)
        spoken = []
        for number, row in enumerate(preview.rows, 1):
            parts = (row.label, row.kept or "Not given", row.other or "Not given", row.result)
            for column, words in enumerate(parts):
                label = Words(
                    words, tone="muted" if column == 0 or words == "Not given" else "", bold=column == 3
                )
                label.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
                grid.addWidget(label, number, column, Qt.AlignmentFlag.AlignTop)
            spoken.append(f"{row.label}: {parts[1]} and {parts[2]}, after it {row.result}")
        holder.setAccessibleName("Both side by side")
        holder.setAccessibleDescription(". ".join(spoken))
        return holder
