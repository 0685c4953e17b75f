"""What the lists of the intake form offer, read again when an administrator changed them while somebody types.

Question: what of a choice that is not offered any more? Choice: it stays in sight, says what became of it, and keeps
the case from being logged until somebody chooses again; nothing is chosen for them. Cost: none that we know.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QComboBox

from caseworker.actions.log_lists import CHOSEN, ended_words
from ui.cases.many_field import ManyField
from ui.intake.choices import entries, owners, places
from ui.intake.form import IntakeForm
from ui.widgets.choice_field import Choice, ChoiceField
from ui.widgets.field import Field

_GONE = "no longer offered"


class Offers(QObject):
    """The lists of one form.

    Attributes:
        gone: by field, what became of what is chosen there and is not offered any more.

    Signals:
        taken: what had to be chosen again was.
    """

    taken = Signal()

    def __init__(self, form: IntakeForm, parent: QObject) -> None:
        super().__init__(parent)
        self._form = form
        self._waiting: set[str] = set()
        self.gone: dict[str, str] = {}
        form.edited.connect(self._on_edited)

    def take(self) -> None:
        """Offer what is offered today. A list somebody stands in waits until they have left it."""
        for name, offered in self._offered().items():
            self._take(name, offered())

    def keep(self, doc: Mapping[str, object]) -> None:
        """Offer also what a draft has chosen, so that it is in sight where it is not offered any more."""
        for name in self._offered():
            field, code = self._form.form[name], str(doc.get(name) or "")
            words = self._known_as(name, code) if code else ""
            if isinstance(field, ChoiceField) and words and code not in dict(field.choices()):
                with self._form.filling():
                    field.set_choices([*field.choices(), (code, words)])

    def _known_as(self, name: str, code: str) -> str:
        """The words of an entry of a list, or of somebody of the staff, of today or earlier; "" where unknown."""
        office = self._form.office
        if name == "owner_id":
            return office.staff_name(code) if code in office.staff else ""
        if name == "service":
            level, _, code = code.partition(":")
            return office.vocabulary.label(f"{level}s", code)
        return office.vocabulary.label(CHOSEN[name], code) if name in CHOSEN else ""

    def _offered(self) -> dict[str, Callable[[], Sequence[Choice]]]:
        form, office = self._form, self._form.office
        lists = office.vocabulary

        def of(name: str) -> Callable[[], Sequence[Choice]]:
            return lambda: entries(lists, name)

        found = {field: of(name) for field, name in CHOSEN.items()}
        found |= {"other_themes": of("themes"), "advocate_answer": of("advocacy_answers")}
        found |= {child.status.name: of("child_statuses") for child in form.children_fields}
        found["service"] = lambda: places(lists)
        found["owner_id"] = lambda: owners(office, form.today())
        return {name: offered for name, offered in found.items() if name in form.form.blocks}

    def _take(self, name: str, offered: Sequence[Choice]) -> None:
        block = self._form.form.blocks[name]
        field = block.field
        assert isinstance(field, ChoiceField | ManyField)
        value = field.value()
        chosen = value if isinstance(value, list) else [value] if value else []
        words = dict(field.choices())
        lost = [code for code in chosen if code not in dict(offered)]
        now = [*offered, *((code, words.get(code, code)) for code in lost)]
        self._say(name, self._words(name, lost[0], words.get(lost[0], "")) if lost else "")
        if tuple(now) == field.choices():
            return
        if _is_in_use(field):
            if name not in self._waiting:
                self._waiting.add(name)
                field.left.connect(lambda: QTimer.singleShot(0, self, lambda: self._on_left(name)))
            return
        with self._form.filling():
            field.set_choices(now)

    def _words(self, name: str, code: str, words: str) -> str:
        lists = self._form.office.vocabulary
        if name == "owner_id":
            return f"{words} does not work here any more: choose again"
        if name == "service":
            level, _, code = code.partition(":")
            became = ended_words(lists, f"{level}s", code)
        else:
            became = ended_words(lists, "themes" if name == "other_themes" else CHOSEN.get(name, ""), code)
        return f"{became or f'“{words}” is {_GONE}'}: choose again"

    def _say(self, name: str, words: str) -> None:
        if words:
            self.gone[name] = words
            self._form.form.blocks[name].set_problem(words)
        elif self.gone.pop(name, ""):
            self._form.form.blocks[name].set_problem("")

    def _on_left(self, name: str) -> None:
        if name in self._waiting:
            self._waiting.discard(name)
            self.take()

    def _on_edited(self, name: str) -> None:
        if name in self.gone:
            self._take(name, self._offered()[name]())
            if name not in self.gone:
                self.taken.emit()


def _is_in_use(field: Field) -> bool:
    editor = field.editor()
    return editor.hasFocus() or (isinstance(editor, QComboBox) and editor.view().isVisible())
