"""What others did to a person while their page was open here (section 6, "Changed elsewhere")."""

from __future__ import annotations

from caseworker.domain.cases import TimelineItem
from caseworker.domain.people import PersonView
from ui.cases.changed_elsewhere import others_words
from ui.context import Context
from ui.messages import Alert

_MERGES = ("person.merged", "person.unmerged")


def tell_of_others(context: Context, before: PersonView, now: PersonView, *, is_typing: bool) -> None:
    """Say what others changed since the person was read before, and whose page it is now after a merge.

    Args:
        is_typing: whether something is being typed, which is kept.
    """
    fresh = _by_others(before, now, context.office.person.id)
    if not fresh:
        return
    words = [others_words(context.office, now, fresh)]
    if before.id != now.id:
        words.append(f"This page was of {before.name} and is of {now.name} now.")
    if is_typing:
        words.append("What you are typing is kept.")
    context.messages.alert(
        Alert("info", "Changed elsewhere", " ".join(words), about=(f"changed elsewhere {now.id}",))
    )


def _by_others(before: PersonView, now: PersonView, person_id: str) -> tuple[TimelineItem, ...]:
    """What is new; where it became another person's page, the merge alone, for the rest is not new to anybody."""
    known = {item.changeset_id for item in before.timeline}
    fresh = [i for i in now.timeline if i.changeset_id not in known and i.author_id != person_id]
    if before.id != now.id:
        fresh = [item for item in fresh if item.kind in _MERGES]
    return tuple(fresh)
