"""The first window of the day begins with Today."""

from __future__ import annotations

from caseworker.actions.today import take_first_of_day
from ui.context import Context


def show_first_of_day(context: Context) -> None:
    """Open Today in front when this is the person's first window of the day."""
    office = context.office

    def answered(is_first: bool) -> None:
        if is_first:
            context.open_page("today")

    context.tasks.run_write(lambda: take_first_of_day(office), answered, context.messages.failure)
