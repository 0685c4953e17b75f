"""Chooses somebody: type a few letters, the people found lie beneath; Enter or a click takes one."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from caseworker.actions.people import list_people
from caseworker.actions.people_view import open_person
from caseworker.domain.people import PersonRow, PersonView
from ui.context import Context
from ui.theme import Follows, theme
from ui.widgets.announce import announce
from ui.widgets.field import Field
from ui.widgets.words import Words

_SHOWN, _PAUSE_MS = 6, 200


class PersonPicker(Follows, Field):
    """One person of the register, or somebody who stands in a case; the value is their id.

    Args:
        leave_out: ids that are not offered: the person it is about.
    """

    def __init__(
        self, context: Context, leave_out: tuple[str, ...] = (), *, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._context, self._leave_out = context, leave_out
        self._id, self._asked = "", ""
        self.line = QLineEdit()
        self.line.setMaxLength(200)
        self.line.setPlaceholderText("Type a name, phone, postcode or ID")
        self.list = QListWidget()
        self.list.setAccessibleName("People found")
        self.list.setTabKeyNavigation(False)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.chosen = Words("", bold=True)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self.look)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for part in (self.line, self.list, self.chosen):
            column.addWidget(part)
        self.list.hide()
        self.chosen.hide()
        self.line.textEdited.connect(lambda _text: self._on_typed())
        self.line.installEventFilter(self)
        self.list.itemClicked.connect(self._on_item)
        self.list.installEventFilter(self)
        self.follow_theme()

    def editor(self) -> QWidget:
        """The line one types in."""
        return self.line

    def value(self) -> str:
        """The id of the person chosen, or ""."""
        return self._id

    def set_value(self, value: str | None) -> None:
        """Choose a person by id; the name is read."""
        self._id = ""
        if not value:
            self.line.clear()
            self._say("")
            return
        office, wanted = self._context.office, str(value)
        self._context.tasks.run_read(
            lambda: open_person(office, wanted),
            lambda view: self._on_read(wanted, view),
            lambda _gone: self._say(""),
            receiver=self,
        )

    def look(self) -> None:
        """Find who is typed."""
        self._pause.stop()
        text = self.line.text().strip()
        if len(text) < 2:
            self._show([])
            return
        self._asked, office = text, self._context.office
        self._context.tasks.run_read(
            lambda: list_people(office, text, 30),
            lambda rows: self._on_found(text, rows),
            self._context.messages.failure,
            receiver=self,
        )

    def retheme(self) -> None:
        """As high as its lines."""
        lines = max(1, min(_SHOWN, self.list.count()))
        self.list.setFixedHeight(lines * theme().row_height() + 8)

    def _on_typed(self) -> None:
        if self._id:
            self._id = ""
            self._say("")
            self.changed.emit()
        self._pause.start()

    def _on_found(self, text: str, rows: list[PersonRow]) -> None:
        if text == self._asked:
            self._show([row for row in rows if row.id not in self._leave_out])

    def _show(self, rows: list[PersonRow]) -> None:
        self.list.clear()
        for row in rows:
            item = QListWidgetItem(_words(row))
            item.setToolTip(_words(row))
            item.setData(Qt.ItemDataRole.UserRole, (row.id, row.name))
            self.list.addItem(item)
        self.list.setVisible(bool(rows))
        if rows:
            self.list.setCurrentRow(0)
            self.retheme()
        elif len(self.line.text().strip()) > 1:
            self._say("Nobody fits what you typed.")
        announce(self.line, f"{len(rows)} found" if rows else "Nobody found")

    def _on_item(self, item: QListWidgetItem) -> None:
        person_id, name = item.data(Qt.ItemDataRole.UserRole)
        self._id = person_id
        self.line.setText(name)
        words = item.text()
        self.list.hide()
        self._say(f"Chosen: {words}")
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def _on_read(self, wanted: str, view: PersonView) -> None:
        self._id = wanted
        self.line.setText(view.name)
        self._say(f"Chosen: {view.name}")
        self.changed.emit()

    def _say(self, words: str) -> None:
        self.chosen.setText(words)
        self.chosen.setVisible(bool(words))

    # Qt's own names from here on.

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down goes to the people found; Enter takes the one that is current; Esc puts the list away."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and not event.modifiers():
            enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if watched is self.line and enter and self._pause.isActive():
                self.look()
            has_list = not self.list.isHidden() and self.list.count() > 0
            if has_list and watched is self.line and event.key() == Qt.Key.Key_Down:
                self.list.setFocus(Qt.FocusReason.OtherFocusReason)
                return True
            if has_list and enter:
                self._on_item(self.list.currentItem())
                return True
            if has_list and event.key() == Qt.Key.Key_Escape:
                self.list.hide()
                self.line.setFocus(Qt.FocusReason.OtherFocusReason)
                return True
        return super().eventFilter(watched, event)


def _words(row: PersonRow) -> str:
    where = "in the register" if row.is_registered else row.role.lower()
    last = f"last case {row.last.reference}" if row.last else ""
    return ", ".join(
        filter(None, (row.name or "Name not known", where, row.born_words, row.contact, row.postcode, last))
    )
