"""The points of complaint that the letter answers: each with its finding and reason, or what it still needs."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from caseworker.domain.cases import CaseView
from caseworker.office import Office
from ui.widgets.link_button import LinkButton
from ui.widgets.words import Words

CARRY = ("points", "points_for_agreement", "outcome_overall")
"""Facts of a letter that speaks of the points."""

_SHORT = 110


class PointsPart(QWidget):
    """What the points say now; they are changed on the case."""

    def __init__(self, open_points: Callable[[], object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.intro = Words("", tone="muted")
        self.rows: list[Words] = []
        self.to_points = LinkButton("Open the points of the case", open_points)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self._column.addWidget(self.intro)
        self._column.addWidget(self.to_points)

    def show_points(self, office: Office, view: CaseView) -> None:
        """List the points of the present stage."""
        points = view.of_stage("point", view.stage.id) if view.stage else ()
        lines = [point_line(office, point.doc) for point in points]
        if [row.text() for row in self.rows] == lines and self.intro.text():
            return
        for row in self.rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = [Words(line) for line in lines]
        for number, row in enumerate(self.rows):
            self._column.insertWidget(1 + number, row)
        self.intro.setText(
            "The letter has a section for each point, with its finding, reason and remedy."
            if points
            else "No points are recorded yet. Record them on the case: the letter answers each of them."
        )


def point_line(office: Office, doc: object) -> str:
    """Return one point in words: "1. Late visits: Upheld, the reason is missing"."""
    values = doc if isinstance(doc, dict) else {}
    text = " ".join(str(values.get("text") or "").split())
    text = text if len(text) <= _SHORT else f"{text[:_SHORT].rsplit(' ', 1)[0]} …"
    finding = str(values.get("finding") or "")
    words = office.vocabulary.label("findings", finding) if finding else "no finding yet"
    reason = "" if not finding or values.get("reason") else ", the reason is missing"
    return f"{values.get('number')}. {text}: {words[:1].lower()}{words[1:]}{reason}"
