"""A letter's text file: what it may say, and how a bad one leads to the line to mend."""

from __future__ import annotations

from pathlib import Path

import pytest

from caseworker.domain.kinds import Kind
from caseworker.errors import RuleError
from caseworker.letters.template import Template, read_template

GOOD = """\
# A remark.
code: L99
title: A test
purpose: inform
subject: About {case_ref}
kinds: CA, CORP
stage: 1
when: receipt
to: CP, AD
facts: case_ref, summary, due_date
mandatory: target_date
source: nowhere
---
We wrote to
you.

# A heading
[target_date]
We answer by {due_date}.

- one
- two, which
  goes on

> {summary}
"""


def read(tmp_path: Path, text: str) -> Template:
    path = tmp_path / "L99.txt"
    path.write_text(text, "utf-8")
    return read_template(path)


def test_head_says_what_the_letter_is_and_whom_it_is_for(tmp_path: Path) -> None:
    template = read(tmp_path, GOOD)
    assert (template.code, template.title, template.purpose) == ("L99", "A test", "inform")
    assert template.kinds == (Kind.STATUTORY, Kind.CORPORATE)
    assert template.recipients == ("CP", "AD")
    assert template.mandatory == ("target_date",)


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        ("code: L99\n", "", 12, "the head needs a line for: code"),
        ("title: A test", "title:", 3, "title needs a value"),
        ("title: A test", "title A test", 3, "a head line must begin with one of"),
        ("title: A test", "code: L98", 3, "code stands twice; the first is on line 2"),
        ("kinds: CA, CORP", "kinds: CA, XX", 6, "XX is not a kind of case"),
        ("purpose: inform", "purpose: please", 4, "please is not a purpose"),
        ("to: CP, AD", "to: CP, ABC", 9, "ABC is not a recipient"),
        ("facts: case_ref,", "facts: case_ref, colour,", 10, "colour is not a fact that letters know"),
        (
            "facts: case_ref,",
            "facts: case_ref, today,",
            10,
            "today is listed here but is no place in the letter",
        ),
        ("facts: case_ref,", "facts:", 10, "case_ref is a place in the letter but is not listed here"),
        (
            "mandatory: target_date",
            "mandatory: target_date, right_to_go_on",
            11,
            "right_to_go_on must be in the letter",
        ),
        (
            "mandatory: target_date",
            "mandatory:",
            11,
            "target_date is marked in the letter but is not listed here",
        ),
        ("---\n", "", 13, "a head line must begin with one of"),
        ("We wrote to", "We wrote to {Name}", 14, "a place must be written as {name}"),
        ("you.\n", "you }.\n", 15, "a place must be written as {name}"),
        (
            "We answer by {due_date}.\n",
            "\nWe answer by {due_date}.\n",
            18,
            "[target_date] must stand right above",
        ),
        ("two, which", "two, which {", 22, "a place must be written as {name}"),
        ("you.\n", "you.\n# Heading\n", 16, "a heading needs an empty line above it"),
        ("you.\n", "you.\n- point\n", 16, "a list needs an empty line above it"),
    ],
)
def test_a_bad_file_leads_to_the_line_to_mend(
    tmp_path: Path, old: str, new: str, line: int, says: str
) -> None:
    with pytest.raises(RuleError) as caught:
        read(tmp_path, GOOD.replace(old, new, 1))
    assert str(caught.value).startswith(f"The letter file L99.txt cannot be used. Line {line}: ")
    assert says in str(caught.value)


def test_a_file_without_text_is_refused(tmp_path: Path) -> None:
    head = GOOD.partition("---\n")[0].replace("{case_ref}", "you")
    bare = head.replace("facts: case_ref, summary, due_date", "facts: summary").replace(
        "mandatory: target_date", "mandatory:"
    )
    with pytest.raises(RuleError, match="summary is listed here but is no place"):
        read(tmp_path, bare + "---\n")
    with pytest.raises(RuleError, match="must end with a line of three hyphens"):
        read(tmp_path, bare)


def test_a_file_saved_by_a_windows_editor_reads_alike(tmp_path: Path) -> None:
    path = tmp_path / "L99.txt"
    path.write_bytes("\ufeff".encode() + GOOD.replace("\n", "\r\n").encode())
    assert read_template(path) == read(tmp_path, GOOD)
