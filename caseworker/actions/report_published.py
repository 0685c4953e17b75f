"""Reports that were published: listed, shown again byte for byte, and laid over what the cases say now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from caseworker.actions.reports import Pack, build_pack
from caseworker.domain.fold import EntityState
from caseworker.domain.periods import Period, parse_period, say
from caseworker.errors import NotPermittedError, RuleError
from caseworker.office import OFFICE_SCOPE, Office
from caseworker.storage.blobs import read_bytes
from caseworker.storage.identifying import numbers_of_ids
from caseworker.storage.people import entities_of

if TYPE_CHECKING:
    from caseworker.reports.publication.earlier import EarlierFigure
    from caseworker.reports.publication.frozen import Frozen
    from caseworker.reports.publication.restated import Overlay, RestatedCell
    from caseworker.reports.since import EarlierFigureRestated
    from caseworker.reports.table import Place


@dataclass(frozen=True, slots=True)
class Published:
    """A report that was published.

    Attributes:
        data_at: the instant of the record its figures were read in; "" of reports published before that was kept.
        approved: as printed: "Approved for publication by NAME on DATE".
        withdrawn: when, by whom and why it was withdrawn, in words; "" while it stands.
        is_replaced: whether the same report of the same period was published again later, and that one stands.
    """

    id: str
    code: str
    title: str
    period: Period
    data_on: str
    data_at: str
    published_on: str
    published_by: str
    approved: str
    withdrawn: str
    pdf_digest: str
    html_digest: str
    figures_digest: str
    is_replaced: bool = False

    @property
    def state(self) -> str:
        """Whether it stands, in a word."""
        return "Withdrawn" if self.withdrawn else "Replaced" if self.is_replaced else "In force"


@dataclass(frozen=True, slots=True)
class Restated:
    """What is another today than it was published.

    Attributes:
        cells: the figures that changed, then those that count other cases, each in the order of the report.
        cases: the numbers of all cases that came, went or changed place.
    """

    publication: Published
    cells: tuple[RestatedCell, ...]
    cases: tuple[int, ...]

    @property
    def words(self) -> str:
        """What changed, in a sentence."""
        if not self.cells:
            return "Nothing has changed since: every figure is what was published, and counts the same cases."
        figures = sum(1 for cell in self.cells if cell.before != cell.after)
        some = "1 figure has changed" if figures == 1 else f"{figures:,} figures have changed"
        cases = "1 case" if len(self.cases) == 1 else f"{len(self.cases):,} cases"
        return f"{some} since. {cases} came, went or changed place."


def published(office: Office) -> tuple[Published, ...]:
    """Return the reports that were published, the newest first."""
    office.require("report")
    with office.reading() as raw:
        states = entities_of(raw, OFFICE_SCOPE, "publication")
    found: list[Published] = []
    for each in (_published(office, state) for state in reversed(states)):
        newer = any((n.code, n.period) == (each.code, each.period) and not n.withdrawn for n in found)
        found.append(replace(each, is_replaced=newer))
    return tuple(found)


def published_one(office: Office, publication_id: str) -> Published:
    """Return one of them (RuleError: there is none of that id)."""
    for each in published(office):
        if each.id == publication_id:
            return each
    raise RuleError("There is no such published report.")


def published_pdf(office: Office, publication: Published) -> bytes:
    """Return the PDF as it was published, byte for byte (DamagedFileError: it is not)."""
    return _kept(office, publication.pdf_digest)


def published_html(office: Office, publication: Published) -> bytes:
    """Return the web page as it was published, byte for byte (DamagedFileError: it is not)."""
    return _kept(office, publication.html_digest)


def restated(office: Office, publication: Published, pack: Pack | None = None) -> Restated:
    """Count the same period afresh and return where it differs from what was published.

    Which cases changed in tables of equalities is told only to those who may see their answers.

    Args:
        pack: tables of the same period that were built just now.
    """
    fresh = pack or build_pack(office, publication.period)
    overlay = _overlay(office, publication, fresh)
    secret = set() if _may_see_equalities(office) else {t.code for t in fresh.tables if t.report.is_sensitive}
    cells = tuple(
        replace(cell, came=(), went=()) if cell.place.code in secret else cell
        for cell in overlay.restated(fresh.tables)
    )
    cases = sorted({number for cell in cells for number in (*cell.came, *cell.went) if number})
    changed_first = sorted(cells, key=lambda cell: cell.before == cell.after)
    return Restated(publication, tuple(changed_first), tuple(cases))


def _may_see_equalities(office: Office) -> bool:
    try:
        office.require("equalities")
    except NotPermittedError:
        return False
    return True


def earlier_figures(office: Office, pack: Pack) -> tuple[EarlierFigure, ...]:
    """Return what every copy published before told, withdrawn ones too: what was read once is known."""
    return tuple(
        dict.fromkeys(each for old in published(office) for each in _overlay(office, old, pack).earlier())
    )


def restatements(office: Office, pack: Pack) -> tuple[EarlierFigureRestated, ...]:
    """Return the figures of earlier periods that reports printed as others, each as it was printed last."""
    from caseworker.reports.publication.frozen import thaw
    from caseworker.reports.since import restated_since

    tables = {table.code: table for table in pack.tables}
    found: dict[Place, EarlierFigureRestated] = {}
    compared: set[Place] = set()
    for old in published(office):
        if old.withdrawn or old.period == pack.period:
            continue
        shown = [
            (cell.place, cell.text)
            for cell in thaw(_kept(office, old.figures_digest)).cells
            if cell.was_shown and cell.place not in compared
        ]
        day = say(date.fromisoformat(old.published_on))
        found |= {each.place: each for each in restated_since(shown, old.period.label, day, tables)}
        compared |= {place for place, _text in shown if old.period.label in f"{place.row} {place.column}"}
    return tuple(found.values())


def _overlay(office: Office, publication: Published, pack: Pack) -> Overlay:
    from caseworker.reports.publication.frozen import thaw
    from caseworker.reports.publication.restated import Overlay, populations_of

    frozen = thaw(_kept(office, publication.figures_digest))
    with office.reading_lists() as raw:
        numbers = numbers_of_ids(raw, dict.fromkeys(_ids(frozen)))
    return Overlay(frozen, populations_of(pack.tables), numbers)


def _ids(frozen: Frozen) -> Iterator[str]:
    for lines in frozen.lines.values():
        for line, case in lines:
            yield line
            yield case


def _kept(office: Office, digest: str) -> bytes:
    with office.reading() as raw:
        return read_bytes(raw, digest)


def _published(office: Office, state: EntityState) -> Published:
    doc: Mapping[str, str] = {name: str(value) for name, value in state.doc.items() if isinstance(value, str)}
    withdrawn = ""
    if doc.get("withdrawn_on"):
        who = office.staff_name(doc.get("withdrawn_by", ""))
        day = say(date.fromisoformat(doc["withdrawn_on"]))
        withdrawn = f"Withdrawn by {who} on {day}: {doc.get('withdrawn_why', '')}"
    return Published(
        id=state.id,
        code=doc.get("document", ""),
        title=doc.get("title", ""),
        period=parse_period(doc.get("period", "")),
        data_on=doc.get("data_on", ""),
        data_at=doc.get("data_at", ""),
        published_on=doc.get("published_on", ""),
        published_by=office.staff_name(doc.get("published_by", "")),
        approved=doc.get("approved", ""),
        withdrawn=withdrawn,
        pdf_digest=doc.get("pdf_digest", ""),
        html_digest=doc.get("html_digest", ""),
        figures_digest=doc.get("figures_digest", ""),
    )
