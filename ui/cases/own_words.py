"""What stands typed on the page of a case and is in no record yet: offered to be copied when the case goes (P1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.cases.acts.form import ActForm
from ui.widgets.text_area import TextArea

if TYPE_CHECKING:
    from ui.cases.case_page import CasePage


def own_words(page: CasePage) -> str:
    """Return the note being written and the texts of the act or the value in hand, one paragraph each."""
    details = page.details()
    forms = (page.acts.act, details.editor if details is not None else None)
    written = [str(page.timeline.note.text.value() or "")]
    for form in forms:
        if isinstance(form, ActForm) and form.autosave.has_draft():
            fields = [block.field for block in form.form.blocks.values()]
            written += [str(field.value() or "") for field in fields if isinstance(field, TextArea)]
    return "\n\n".join(text.strip() for text in written if text.strip())
