"""The checks of a letter at the size of a council's history, beside the bare look-up of the names in it."""

from __future__ import annotations

from caseworker.actions.letter_checks import check_letter
from caseworker.actions.letters import preview_letter
from caseworker.actions.look_up import open_case
from caseworker.domain.letter_checks.names import name_words_in, pairs_in
from caseworker.domain.letter_work import LetterWork
from caseworker.domain.people_keys import NAME
from caseworker.domain.rich_text import blocks_of_text
from tests.bench.measure import Figure, side_by_side
from tests.bench.scene import Scene

OTHERS = 8
_SAID = (
    "We spoke with {name} about the visits. The manager read the file and looked at each point. You should have had"
    " our answer by {day} September 2025, and you did not. The team will do better from now on."
)


def check_figures(scene: Scene) -> list[Figure]:
    """All checks of a two-page letter in which eight people of other cases are named; each time as if never seen."""
    office, bare = scene.office, scene.bare()
    names = [
        row[0]
        for row in bare.execute(
            "SELECT name FROM person_row WHERE name LIKE '% %' ORDER BY n LIMIT ?", (OTHERS,)
        )
    ]
    case_id = bare.execute(
        "SELECT id FROM case_list WHERE status <> 'void' ORDER BY n DESC LIMIT 1"
    ).fetchone()[0]
    text = "\n\n".join(_SAID.format(name=name, day=day) for day, name in enumerate(names, start=1))
    view = open_case(office, case_id)
    typed = {"recipient_name": "A Person", "address": "1 High Street", "salutation": "Dear Person"}
    turn = 0

    def work() -> LetterWork:
        nonlocal turn
        turn += 1  # another text each time, as when somebody types
        return LetterWork(
            free={"letter": blocks_of_text(f"{text}\n\nThat is all, number {turn}.")}, changed=typed
        )

    preview = preview_letter(office, view, "L54", work())
    pairs = list(pairs_in(name_words_in(text)))
    sql = "SELECT n FROM person_key WHERE key = ? INTERSECT SELECT n FROM person_key WHERE key = ? LIMIT 3"

    def names_only() -> None:
        for pair in pairs:
            bare.execute(sql, [NAME + word for word in pair]).fetchall()

    ours, least = side_by_side(lambda: check_letter(office, view, "L54", work(), preview), names_only, 21)
    found = check_letter(office, view, "L54", work(), preview)
    people = bare.execute("SELECT count(*) FROM person_row").fetchone()[0]
    return [
        Figure(
            f"All checks of a letter that names {OTHERS} others, among {people:,} people",
            ours,
            least,
            None,
            "one SELECT for each pair of words that may be a name",
            f"{sum(check.area == 'names' for check in found)} names found in {ours * 1000:.0f} ms",
        )
    ]
