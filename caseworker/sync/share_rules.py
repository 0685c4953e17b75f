"""What an office that is shared by a file cannot do: hide a case from one person (decision 8).

Question: where is that held? Choice: at the one door through which everything is saved; so no way of restricting a
case is forgotten. What is restricted by default only is not, there (`actions.restrict_requests`). Cost: a look at one
local setting for each save.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from caseworker.domain.changes import Draft
from caseworker.errors import RuleError
from caseworker.storage.local import local_setting

ADDRESS = "hub"
"""Local setting: where the hub is (`HubAddress.as_json`)."""
SOURCE = "A file on a share cannot hide one case from one person"
_WHY = "This office is shared by a file, which cannot hide a case from anybody who has it."
_HOW = "Share the office through a Postgres server to restrict cases."


def is_shared_by_file(raw: Any) -> bool:
    """Whether this computer meets the others in a file on a share."""
    kept = local_setting(raw, ADDRESS)
    if not kept:
        return False
    from caseworker.sync.address import SHARE, HubAddress

    return HubAddress.from_json(kept).kind == SHARE


def refuse_restricting(raw: Any, drafts: Iterable[Draft]) -> None:
    """Let changes pass that restrict no case, or those of an office that can keep a case to some.

    Raises:
        RuleError: says why not.
    """
    if not is_shared_by_file(raw):
        return
    from caseworker.sync.facts import access_facts

    for draft in drafts:
        if any(fact.field == "restricted" and fact.value == "true" for fact in access_facts(draft.entities)):
            raise RuleError(
                f"{_WHY} The case was not restricted, and nothing was saved. {_HOW}", source=SOURCE
            )
