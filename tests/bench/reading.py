"""Lists and search, each beside the bare SQL that reads the same rows of the same file."""

from __future__ import annotations

from statistics import median

from caseworker.actions import look_up
from caseworker.storage.case_rows import READ_COLUMNS
from caseworker.storage.search import FIRST_HITS, match_expression
from tests.bench.measure import Figure, side_by_side
from tests.bench.scene import Scene

PAGE = 200
TYPED = (
    "o",
    "ob",
    "obr",
    "obri",
    "obrien",
    "sian",
    "sia o",
    "wharfinger",
    "se31 5",
    "cyp10402",
    "visit",
    "social worker",
)
"""What somebody types, letter by letter and in other ways."""


def list_figures(scene: Scene) -> list[Figure]:
    """The first page of the open work and of all cases; a jump to the middle of all."""
    office, bare = scene.office, scene.bare()
    figures = []
    beside = "the same SELECT with the same ORDER BY and LIMIT, fetchall"
    for view, where in (("team_open", "is_active = 1"), ("all", "1")):
        asked = look_up.query(office, view)
        void = "" if view == "all" else " AND status <> 'void'"
        sql = f"SELECT {READ_COLUMNS} FROM case_list c WHERE {where}{void} ORDER BY sort_due, reference, n LIMIT {PAGE}"
        ours, least = side_by_side(
            lambda asked=asked: look_up.list_page(office, asked, 0, PAGE),  # type: ignore[misc]
            lambda sql=sql: bare.execute(sql).fetchall(),  # type: ignore[misc]
            41,
        )
        figures.append(Figure(f"Work list, first page of {PAGE} ({view})", ours, least, 3.0, beside))
        beside = ""
    numbers = look_up.list_numbers(office, look_up.query(office, "all"))
    middle = min(50_000, len(numbers) // 2)
    wanted = numbers[middle : middle + PAGE]
    by_number = f"SELECT {READ_COLUMNS} FROM case_list c WHERE n IN ({','.join(map(str, wanted))})"
    ours, least = side_by_side(
        lambda: look_up.cases_by_number(office, wanted), lambda: bare.execute(by_number).fetchall(), 41
    )
    figures.append(
        Figure(
            f"Work list, jump to row {middle:,}",
            ours,
            least,
            3.0,
            "the same rows by their numbers, known already (quicker than LIMIT … OFFSET)",
        )
    )
    ours, least = side_by_side(
        lambda: look_up.list_numbers(office, look_up.query(office, "all")),
        lambda: bare.execute("SELECT n FROM case_list ORDER BY sort_due, reference, n").fetchall(),
        7,
    )
    figures.append(Figure("Work list, numbers of all rows (once, in the background)", ours, least, 3.0))
    return figures


def search_figure(scene: Scene) -> list[Figure]:
    """Each thing typed, beside the bare full-text query; the median thing and the worst."""
    office, bare = scene.office, scene.bare()
    sql = f"SELECT rowid FROM search_text_fts WHERE search_text_fts MATCH ? ORDER BY rank LIMIT {FIRST_HITS}"
    took = []
    for typed in TYPED:
        expression = match_expression(typed)
        ours, least = side_by_side(
            lambda typed=typed: look_up.search_cases(office, typed),  # type: ignore[misc]
            lambda expression=expression: bare.execute(sql, (expression,)).fetchall(),  # type: ignore[misc]
            9,
        )
        took.append((ours / least, ours, least, typed))
    took.sort()
    _, ours, least, _ = took[-1]
    every = ", ".join(f"“{typed}” {ratio:.1f}" for ratio, *_, typed in took)
    figures = [
        Figure(
            f"Search as you type, first {FIRST_HITS}: all things typed",
            sum(t[1] for t in took) / len(took),
            sum(t[2] for t in took) / len(took),
            3.0,
            "SELECT rowid … MATCH … ORDER BY rank LIMIT 50: hits alone, without their cases (means over what is typed)",
            every,
        ),
        Figure(f"Search as you type: the worst of them (“{took[-1][3]}”)", ours, least, 3.0),
        Figure("Search as you type: the middle ratio", *took[len(took) // 2][1:3], 3.0),
    ]
    assert median(t[0] for t in took) > 0
    return figures
