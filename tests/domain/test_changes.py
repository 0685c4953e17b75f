"""A changeset's body and hashes: one spelling only, read back as written, covered to the last character."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseworker.domain.change_kinds import change_kind, every_change_kind
from caseworker.domain.changes import (
    HEADER,
    EntityChange,
    FieldChange,
    canonical,
    decode,
    encode,
    hash_body,
    hash_header,
    lines_of,
)
from caseworker.domain.fields import ENTITY_KINDS, label_of
from caseworker.storage.tables import packed_changeset

_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
_VALUE = st.recursive(
    st.none() | st.booleans() | st.integers() | _TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_TEXT, inner, max_size=3),
    max_leaves=6,
)
_FIELD = st.builds(FieldChange, _TEXT, _VALUE, st.lists(_TEXT, max_size=2).map(tuple))
_ENTITY = st.builds(EntityChange, _TEXT, _TEXT, st.lists(_FIELD, max_size=3).map(tuple))


@given(st.lists(_ENTITY, max_size=3).map(tuple))
def test_a_body_is_read_back_as_it_was_written(entities: tuple[EntityChange, ...]) -> None:
    assert decode(encode(entities)) == entities
    assert encode(decode(encode(entities))) == encode(entities)


def test_an_emptied_body_has_no_changes() -> None:
    assert decode("") == ()


def test_the_same_value_has_one_spelling() -> None:
    assert canonical({"b": [1, None], "a": "Siân"}) == '{"a":"Siân","b":[1,null]}'


def test_salt_reason_and_body_are_all_covered_by_the_digest_of_the_contents() -> None:
    digests = {
        hash_body(*texts) for texts in (("s", "r", "b"), ("x", "r", "b"), ("s", "x", "b"), ("s", "r", "x"))
    }
    assert len(digests) == 4


def test_each_value_of_the_header_is_covered_by_the_digest() -> None:
    header = [f"value {name}" for name in HEADER]
    digests = {hash_header(header)}
    for place in range(len(header)):
        digests.add(hash_header([*header[:place], "another", *header[place + 1 :]]))
    assert len(digests) == len(HEADER) + 1


def test_every_column_of_the_record_is_covered_by_one_of_the_two_digests() -> None:
    covered = {*HEADER, "salt", "reason", "body", "hash"}
    of_this_file_alone = {"n", "feed", "held", "emptied"}
    assert {column.name for column in packed_changeset.columns} - covered == of_this_file_alone


def test_every_kind_of_change_has_words_and_an_unknown_one_is_shown_by_its_code() -> None:
    assert all(kind.title and "." in code for code, kind in every_change_kind().items())
    assert (change_kind("case.merged").title, change_kind("case.merged").can_undo) == ("case.merged", False)


def test_every_field_has_a_label_that_no_other_field_of_its_kind_has() -> None:
    for kind, fields in ENTITY_KINDS.items():
        labels = [field.label for name, field in fields.items() if name != "voided"]
        assert len(labels) == len(set(labels)), kind
    assert label_of("case", "a_field_of_tomorrow") == "a_field_of_tomorrow"


@pytest.mark.parametrize("body", ['[["x","case",[]]]', ' [["x","case",[]]]', '[["x","case",[]]]\n'])
def test_a_body_is_read_whatever_space_stands_around_it(body: str) -> None:
    assert lines_of(body) == [["x", "case", []]]


@pytest.mark.parametrize("body", ["x", "[", "[1,", "[]x", " "])
def test_what_is_no_body_is_not_read_in_part(body: str) -> None:
    with pytest.raises(ValueError, match="line 1 column"):
        lines_of(body)
