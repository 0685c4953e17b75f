"""Names of files that every computer takes, each given once in its folder."""

from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseworker.domain.file_names import LONGEST, Names, numbered, safe_name

FORBIDDEN = set('<>:"/\\|?*') | {chr(code) for code in range(32)}


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("Plan.pdf", "Plan.pdf"),
        ("Żółć – 中文.docx", "Żółć – 中文.docx"),
        ("../../etc/passwd", ".._.._etc_passwd"),
        ('a<b>:"c"|?*.txt', "a_b___c____.txt"),
        ("CON", "_CON"),
        ("com1.tar.gz", "_com1.tar.gz"),
        ("console.txt", "console.txt"),
        ("LPT¹.doc", "_LPT¹.doc"),
        ("ends with dots ...  ", "ends with dots"),
        ("invoice\u202efdp.exe", "invoicefdp.exe"),
        ("e\u0301.txt", "é.txt"),
        ("", "file"),
        (" . ", "file"),
    ],
)
def test_a_name_is_changed_only_where_some_computer_would_refuse_it(name: str, safe: str) -> None:
    assert safe_name(name) == safe


@given(st.text(max_size=300))
def test_every_name_is_safe_and_stays_so(name: str) -> None:
    safe = safe_name(name)
    assert safe
    assert not FORBIDDEN & set(safe)
    assert len(safe) <= LONGEST
    assert safe == safe.rstrip(". ")
    assert safe_name(safe) == safe
    safe.encode()


def test_a_long_name_is_cut_before_its_ending() -> None:
    safe = safe_name("a" * 400 + ".pdf")
    assert (len(safe), safe[-5:]) == (LONGEST, "a.pdf")
    assert numbered("a" * 96 + ".pdf", 2).endswith("a (2).pdf")


@given(st.lists(st.text(string.ascii_letters + "._ ", max_size=6), max_size=30))
def test_two_files_of_a_folder_never_have_the_same_name(wanted: list[str]) -> None:
    names = Names()
    given_out = [names.free(name).casefold() for name in wanted]
    assert len(given_out) == len(set(given_out))
