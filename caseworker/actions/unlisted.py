"""What somebody saved and the lists could not take: it is kept, and whoever saved it is told (offline rule P11)."""

from __future__ import annotations

from dataclasses import dataclass

from caseworker.office import OFFICE_SCOPE, Office
from caseworker.storage.references import written

_OF_AUTHOR = """
    SELECT min(c.id), c.scope_id, r.series, r.number,
      (SELECT doc ->> 'reference' FROM entity WHERE id = c.scope_id AND kind = 'case' LIMIT 1)
    FROM deferred d JOIN changeset c ON c.id = d.changeset_id
    LEFT JOIN reference_number r ON r.case_id = c.scope_id
    WHERE c.author_id = ? GROUP BY c.scope_id ORDER BY 1
"""


@dataclass(frozen=True, slots=True)
class Unlisted:
    """A case, or another thing, whose last change is in the record and in no list.

    Attributes:
        scope_id: the id of the case; what else it may be has no reference.
        reference: of the case, or "".
        code: of the change, to quote to IT: it names nobody.
    """

    scope_id: str
    reference: str
    code: str

    @property
    def what(self) -> str:
        """What was saved, in words."""
        if self.reference:
            return self.reference
        return "A change of the settings" if self.scope_id == OFFICE_SCOPE else "A change"


def my_unlisted(office: Office) -> tuple[Unlisted, ...]:
    """Return what this person saved that lists, search and figures leave out; written up first."""
    with office.reading_lists() as raw:
        if raw.execute("SELECT 1 FROM deferred LIMIT 1").fetchone() is None:
            return ()
        rows = raw.execute(_OF_AUTHOR, (office.person.id,)).fetchall()
    return tuple(
        Unlisted(str(scope_id), str(reference or (written(series, number) if series else "")), str(code))
        for code, scope_id, series, number, reference in rows
    )
