"""Sentences say what the cells say: every form, and silence where a figure is missing or hidden."""

from __future__ import annotations

import pytest

from caseworker.reports.documents import sentences as s
from caseworker.reports.table import At, Place
from tests.reports.documents.example_tables import money, number, share, table

TABLES = {
    "t": table(
        "t",
        [
            ("Cases", [number(528), number(368)]),
            ("Fewer", [number(12), number(20)]),
            ("Same", [number(7), number(7)]),
            ("One", [number(1), number(0)]),
            ("Many", [number(12_345), number(10_000)]),
            ("On time", [share(14, 43), share(0, 0)]),
            ("Paid", [money(270_000), money(125_050)]),
            ("Tiny", [number(1001), number(1000)]),
        ],
    )
}


def now(row: str) -> At:
    return At("t", row, "2024-25")


def before(row: str) -> At:
    return At("t", row, "2023-24")


@pytest.mark.parametrize(
    ("quote", "words"),
    [
        (s.number(now("Cases")), "528"),
        (s.number(now("Many"), "case", "cases"), "12,345 cases"),
        (s.number(now("One"), "case", "cases"), "1 case"),
        (s.word(now("One"), "complaint", "complaints"), "One complaint"),
        (s.word(before("One"), "complaint", "complaints"), "No complaints"),
        (s.word(now("Same"), "complaint", "complaints"), "Seven complaints"),
        (s.word(now("Fewer"), "complaint", "complaints"), "12 complaints"),
        (s.percent(now("On time")), "33%"),
        (s.share(now("On time")), "14 of 43 (33%)"),
        (s.pounds(now("Paid")), "£2,700"),
        (s.pounds(before("Paid")), "£1,250.50"),
        (s.compared(now("Cases"), before("Cases")), "160 more than"),
        (s.compared(now("Fewer"), before("Fewer")), "8 fewer than"),
        (s.compared(now("Same"), before("Same")), "The same number as"),
        (s.growth(now("Cases"), before("Cases")), "An increase of 43%"),
        (s.growth(now("Fewer"), before("Fewer")), "A decrease of 40%"),
        (s.growth(now("Same"), before("Same")), "No change"),
        (s.growth(now("Tiny"), before("Tiny")), "An increase of 0%"),
        (s.ratio(now("Fewer"), now("Cases")), "2%"),
    ],
)
def test_a_figure_is_put_into_words(quote: s.Quote, words: str) -> None:
    assert s.say("{}", quote).text(TABLES) == words


@pytest.mark.parametrize(
    "quote",
    [
        s.percent(before("On time")),
        s.share(before("On time")),
        s.growth(now("One"), before("One")),
        s.ratio(now("Cases"), before("One")),
        s.pounds(now("Cases")),
        s.number(At("t", "Nowhere", "2024-25")),
        s.number(At("t", "Cases", "1999-00")),
        s.number(At("another", "Cases", "2024-25")),
    ],
)
def test_what_cannot_be_said_leaves_the_sentence_out(quote: s.Quote) -> None:
    assert s.say("{} of {}.", s.number(now("Cases")), quote).text(TABLES) is None


def test_a_sentence_begins_with_a_capital_and_holds_its_figures_in_their_places() -> None:
    said = s.say(
        "{} were received, {} the year before.",
        s.word(now("Same"), "complaint", "complaints"), s.compared(now("Same"), before("Same")),
    )  # fmt: skip
    assert said.text(TABLES) == "Seven complaints were received, the same number as the year before."
    assert said.places == (now("Same"), now("Same"), before("Same"))


def test_a_hidden_cell_leaves_every_sentence_out_that_speaks_of_it() -> None:
    def hide(place: Place) -> str | None:
        return "<5" if place == Place("t", "Cases", "2023-24") else None

    assert s.say("{}", s.number(now("Cases"))).text(TABLES, hide) == "528"
    assert s.say("{}", s.compared(now("Cases"), before("Cases"))).text(TABLES, hide) is None
    assert s.say("{}", s.growth(now("Cases"), before("Cases"))).text(TABLES, hide) is None


def test_a_sentence_changes_with_its_table() -> None:
    said = s.say("{} cases.", s.number(now("Cases")))
    other = {"t": table("t", [("Cases", [number(3), number(368)])])}
    assert (said.text(TABLES), said.text(other)) == ("528 cases.", "3 cases.")
