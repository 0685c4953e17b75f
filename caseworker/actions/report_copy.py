"""The copy of a report for publication: what it hides, and what in its texts could tell who is meant."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from caseworker.actions.report_documents import document_of, publishable, what_concerns
from caseworker.actions.report_texts import narrative
from caseworker.actions.reports import Pack
from caseworker.domain.disclosure_control import DisclosureLimits, Finding, Identifying, find_identifying
from caseworker.office import Office
from caseworker.storage.identifying import people_of_cases, references_of_cases

if TYPE_CHECKING:
    from caseworker.reports.documents.blocks import Document
    from caseworker.reports.documents.outline import Outline
    from caseworker.reports.publication import Cover, EarlierFigure

_PUBLIC_LISTS = ("divisions", "services", "teams", "themes")
"""Lists whose words may stand in any report."""
_WHERE: Mapping[str, str] = {"compliments": "A compliment quoted", "learning": "A learning text"}


@dataclass(frozen=True, slots=True)
class CopyFinding:
    """Something in a text of the copy that could tell who is meant.

    Attributes:
        kind: "name", "reference", "date of birth", "postcode" … (domain/disclosure_control), or a number that a table
            of the copy hides.
        said: the words; sentence: in which they stand.
        where: the section or list whose text it is, in words.
        part: the key of the narrative it stands in; "" for a text from a record.
    """

    kind: str
    said: str
    sentence: str
    where: str
    part: str = ""

    @property
    def key(self) -> str:
        """By which a reason for leaving it is given."""
        return f"{self.kind} | {self.said} | {self.where}"


@dataclass(frozen=True)
class Copy:
    """A copy for publication, ready to be looked at.

    Attributes:
        document: as it would be published.
        findings: each to be mended, or accepted with a reason.
        disagreements: the lines of To reconcile that concern it, likewise.
        pack: the tables it was made from.
    """

    code: str
    pack: Pack
    cover: Cover
    document: Document
    findings: tuple[CopyFinding, ...]
    disagreements: tuple[str, ...]

    @property
    def is_safe(self) -> bool:
        """Whether no hidden number can be worked out from what is shown."""
        return self.cover.is_safe

    @property
    def digest(self) -> str:
        """Of what it says: two copies of one digest say the same."""
        return hashlib.sha256(repr(replace(self.document, approved="")).encode()).hexdigest()

    @property
    def left_out(self) -> tuple[str, ...]:
        """The tables it does not have, by their names."""
        by_code = {table.code: table for table in self.pack.tables}
        return tuple(f"{by_code[code].name}. {by_code[code].title}" for code in self.cover.left_out)

    @property
    def hidden(self) -> tuple[tuple[str, int], ...]:
        """How many figures are hidden, for each reason in words."""
        from caseworker.reports.publication import Why

        most = self.cover.limits.threshold
        words = {
            Why.SMALL: f"Small numbers (1 to {most})" if most > 1 else "Small numbers",
            Why.WITH_OTHERS: "Numbers from which a small one could be worked out",
            Why.OF_TOO_FEW: f"Percentages and averages of fewer than {self.cover.limits.minimum_base} cases",
            Why.IN_WORDS: "Words about few cases",
        }
        return tuple((said, self.cover.count(why)) for why, said in words.items())

    @property
    def shown(self) -> int:
        """How many figures are shown."""
        tables = [table for table in self.pack.tables if table.code in self.cover.codes]
        kept = [table for table in tables if table.code not in self.cover.left_out]
        return sum(1 for table in kept for _each in table.places()) - len(self.cover.hidden)


def limits_of(office: Office) -> DisclosureLimits:
    """Return what the council hides in a copy for publication."""
    settings = office.settings
    return DisclosureLimits(max(settings.smallest_shown - 1, 2), minimum_base=settings.smallest_base)


def publication_cover(
    office: Office,
    pack: Pack,
    code: str,
    earlier: Sequence[EarlierFigure] = (),
    tell: Callable[[int], object] | None = None,
) -> Cover:
    """Return what the copy of a document hides.

    Args:
        tell: called before each look at all its tables with the number of the look; what it raises stops the work.

    Raises:
        RuleError: there is no such document.
    """
    from caseworker.reports.documents.catalogue import find_document
    from caseworker.reports.publication import codes_published, cover_of

    by_code = {table.code: table for table in pack.tables}
    codes = codes_published(find_document(code), by_code, pack.period)
    tables = [by_code[each] for each in codes]
    return cover_of(tables, limits_of(office), earlier, tell or (lambda _look: None))


def publication_copy(
    office: Office,
    code: str,
    pack: Pack,
    *,
    approved: str = "",
    earlier: Sequence[EarlierFigure] | None = None,
    tell: Callable[[int], object] | None = None,
) -> Copy:
    """Return the copy of a document for publication, made from tables already built.

    Args:
        earlier: what copies published before told; read from the record where it is not given.
        tell: see `publication_cover`.

    Raises:
        RuleError: there is no such document.
    """
    from caseworker.actions.report_published import earlier_figures
    from caseworker.reports.documents.catalogue import find_document

    told = earlier_figures(office, pack) if earlier is None else earlier
    cover = publication_cover(office, pack, code, told, tell)
    document = document_of(office, code, pack, hide=cover, approved=approved)
    return Copy(
        code,
        pack,
        cover,
        document,
        tuple(_findings(office, code, pack, cover)),
        tuple(each.sentence for each in what_concerns(find_document(code), pack)),
    )


def _findings(office: Office, code: str, pack: Pack, cover: Cover) -> Iterator[CopyFinding]:
    """Give what is found in texts that people wrote, section by section; what ships with the program names nobody."""
    from caseworker.reports.documents.catalogue import find_document
    from caseworker.reports.publication.said import hidden_numbers_in

    identifying = _identifying(office)
    limits, today = limits_of(office), office.clock.today()
    for text, where, part in _texts(office, find_document(code), pack):
        findings = find_identifying(text, identifying, today, limits)
        for found in (each for each in findings if not _is_within_another(each, findings)):
            yield CopyFinding(found.kind, found.said, found.sentence, where, part)
        taken = {found.said for found in findings}
        for number in hidden_numbers_in(text, pack.tables, cover):
            if number.said not in taken:
                kind = f"number that {number.place} hides"
                yield CopyFinding(kind, number.said, number.sentence, where, part)


def _is_within_another(one: Finding, findings: Sequence[Finding]) -> bool:
    """Whether a longer finding of the same sentence says it too: of a whole name its first name is none by itself."""
    return any(
        one.said in other.said and len(one.said) < len(other.said) and one.sentence == other.sentence
        for other in findings
        if other.kind == one.kind
    )


def _texts(office: Office, outline: Outline, pack: Pack) -> Iterator[tuple[str, str, str]]:
    from caseworker.reports.documents.outline import Listed, Narrative

    written, listed = narrative(office, outline.code, pack.period), publishable(office, pack.period)
    for section in outline.sections:
        for part in section.parts:
            if isinstance(part, Narrative) and written.get(part.key):
                yield written[part.key], section.heading, part.key
            elif isinstance(part, Listed):
                for text in listed.get(part.what, ()):
                    yield text, _WHERE.get(part.what, section.heading), ""


def _identifying(office: Office) -> Identifying:
    with office.reading_lists() as raw:
        names, days = people_of_cases(raw)
        references = references_of_cases(raw)
    lists = office.vocabulary.lists
    words = [entry.label for name in _PUBLIC_LISTS for entry in lists.get(name, ())]
    staff = [person.full_name for person in office.staff.values()]
    return Identifying(
        names=tuple(dict.fromkeys([*names, *staff])),
        references=references,
        born_on=days,
        allowed=tuple(filter(None, (office.settings.council, office.settings.department, *words))),
    )
