"""A mapping written as TOML means the same when it is read again."""

from __future__ import annotations

from caseworker.domain.vocabulary import load_vocabulary
from caseworker.imports.mapping import Column, FileMapping, ImportMapping, Target
from caseworker.imports.mapping_file import mapping_of, read_mapping
from caseworker.imports.mapping_text import mapping_text
from caseworker.resources import RESOURCES

WORDS = load_vocabulary(RESOURCES / "lists" / "standard.toml")
OWN = ImportMapping(
    "our sheet",
    "Our sheet",
    (
        FileMapping(
            "our sheet",
            "case",
            "our sheet: our sheet",
            "yyyy-mm-dd",
            (
                Column("No.", (Target("case", "reference"),)),
                Column('Received "on"', (Target("case", "received_on"),), is_optional=True),
                Column(
                    "Result",
                    (Target("case", "outcome"), Target("stage", "outcome")),
                    {"Yes": "upheld", "?": ""},
                ),
                Column("Street", (Target("person", "address", "lines"),)),
                Column("Chat"),
            ),
            {Target("case", "kind"): "CORP"},
        ),
    ),
    "2024",
    3,
    True,
)


def test_a_mapping_of_the_teams_own_is_read_back_as_it_was() -> None:
    assert mapping_of("x", mapping_text(OWN), WORDS) == OWN


def test_the_mapping_that_ships_is_read_back_as_it_was() -> None:
    shipped = read_mapping(RESOURCES / "mappings" / "lewisham.toml", WORDS)
    assert mapping_of("x", mapping_text(shipped), WORDS) == shipped
