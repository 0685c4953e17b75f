"""Letters on the command line: files, parts, recipients, looks, exit codes and the words of errors."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document

from caseworker import cli
from caseworker.actions.look_up import case_with_reference, open_case
from caseworker.actions.opening import open_office
from caseworker.domain.letter_work import LetterState, letter_state
from caseworker.paths import OfficePaths
from tests.example_office import log_complaint, log_enquiry, make_office

REF = "CYP-2025-0001"


@pytest.fixture
def data(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "office"
    opened = make_office(folder)
    log_complaint(opened.office)
    log_enquiry(opened.office)
    opened.close()
    return folder


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "letter.pdf"


def run(data: Path, *words: str | Path) -> int:
    return cli.main([*(str(word) for word in words), "--data", str(data)])


def states(data: Path) -> list[LetterState]:
    opened = open_office(OfficePaths(data))
    view = open_case(opened.office, case_with_reference(opened.office, REF))
    opened.close()
    return [letter_state(letter.doc) for letter in view.letters]


def text_of(path: Path) -> str:
    return "\n".join(each.text for each in Document(BytesIO(path.read_bytes())).paragraphs)


def test_a_letter_is_written_as_pdf_and_kept_as_a_draft(
    data: Path, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(data, "letter", REF, "L01", "--out", out) == cli.DONE
    assert out.read_bytes().startswith(b"%PDF-")
    assert "It is a draft: check and approve it" in capsys.readouterr().out
    assert states(data) == [LetterState.DRAFT]


def test_a_letter_is_written_as_word_with_its_parts_and_look(data: Path, out: Path, tmp_path: Path) -> None:
    words = tmp_path / "words.txt"
    words.write_text("\ufeffWe were closed last week.\n\n- one\n- two\n", encoding="utf-8")
    word = out.with_suffix(".docx")
    code = run(
        data,
        "letter",
        REF,
        "L54",
        "--part-file",
        f"letter={words}",
        "--look",
        "large16",
        "--marking",
        "--out",
        word,
    )
    assert code in (cli.DONE, cli.LOOK)
    assert "We were closed last week." in text_of(word)
    assert Document(BytesIO(word.read_bytes())).sections[0].header.paragraphs[0].text == "OFFICIAL-SENSITIVE"


def test_an_approved_letter_is_written_as_an_email_draft(
    data: Path, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    mail = out.with_suffix(".eml")
    assert run(data, "letter", REF, "L01", "--approve", "--out", mail) == cli.DONE
    assert mail.read_bytes().startswith(b"X-Unsent: 1")
    assert states(data) == [LetterState.APPROVED]
    told = capsys.readouterr()
    assert "was approved" in told.out
    assert "Check the address sian@example.org against the case before you send it." in told.err


def test_no_email_is_made_of_a_draft(data: Path, out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(data, "letter", REF, "L01", "--out", out.with_suffix(".eml")) == cli.BAD_INPUT
    assert "Add --approve" in capsys.readouterr().err
    assert states(data) == []


def test_checks_that_are_not_met_are_printed_and_make_the_exit_code_look(
    data: Path, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = run(data, "letter", REF, "L54", "--part", "letter=Tell [name] about it.", "--out", out)
    assert code == cli.LOOK
    assert "[name]" in capsys.readouterr().err


def test_approval_that_a_check_stops_keeps_and_writes_nothing(data: Path, out: Path) -> None:
    words = ("--part", "letter=Tell [name] about it.", "--approve")
    assert run(data, "letter", REF, "L54", *words, "--out", out) == cli.BAD_INPUT
    assert not out.exists()
    assert states(data) == []


@pytest.mark.parametrize("who", ["Siân O’Brien", "CP", "cp"])
def test_a_recipient_is_named_by_name_or_role(data: Path, out: Path, who: str) -> None:
    assert run(data, "letter", REF, "L01", "--recipient", who, "--out", out) == cli.DONE


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("L01", "--out", "letter.txt"), "The file of --out must end in .pdf, .docx or .eml."),
        (("L99", "--out", "letter.pdf"), "There is no letter L99"),
        (("L54", "--part", "letter", "--out", "l.pdf"), "Write --part NAME=TEXT. “letter” has no equals sign."),
        (("L54", "--part", "x=y", "--out", "l.pdf"), "L54 has no part called x. Parts to be written: letter (The"),
        (("L54", "--part", "letter=a", "--part", "letter=b", "--out", "l.pdf"), "The part letter is given twice."),
        (("L54", "--out", "l.pdf"), "Write the part “The letter”"),
        (("L01", "--recipient", "Nobody", "--out", "l.pdf"), "L01 cannot go to “Nobody” in this case. It may go to: "),
    ],
)  # fmt: skip
def test_what_cannot_be_used_is_said_and_nothing_is_kept(
    data: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], told: str
) -> None:
    assert run(data, "letter", REF, *words) == cli.BAD_INPUT
    assert told in capsys.readouterr().err
    assert states(data) == []


def test_a_part_file_that_is_missing_or_no_text_is_named(
    data: Path, out: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    missing = tmp_path / "nowhere.txt"
    assert run(data, "letter", REF, "L54", "--part-file", f"letter={missing}", "--out", out) == cli.WORLD
    assert "nowhere.txt is not there" in capsys.readouterr().err
    other = tmp_path / "latin.txt"
    other.write_bytes(b"Si\xe2n")
    assert run(data, "letter", REF, "L54", "--part-file", f"letter={other}", "--out", out) == cli.BAD_INPUT
    assert "is not a text file in UTF-8" in capsys.readouterr().err


def test_a_file_that_cannot_be_written_leaves_the_letter_kept_and_says_both(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way", encoding="utf-8")
    assert run(data, "letter", REF, "L01", "--out", blocked / "letter.pdf") == cli.WORLD
    told = capsys.readouterr()
    assert "was kept" in told.out
    assert "The letter was not saved" in told.err


def test_the_letters_are_listed(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(data, "letters") == cli.DONE
    lines = capsys.readouterr().out.splitlines()
    assert any(line.startswith("L01 ") and "(Statutory complaint)" in line for line in lines)


def test_what_one_letter_needs_is_said(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(data, "letters", "--code", "L54") == cli.DONE
    assert "Part letter: The letter." in capsys.readouterr().out
    assert run(data, "letters", "--code", "L99") == cli.BAD_INPUT


def test_the_letters_of_a_case_and_whom_one_may_go_to_are_listed(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(data, "letters", "--case", REF) == cli.DONE
    assert capsys.readouterr().out.startswith("L01 ")
    assert run(data, "letters", "--case", REF, "--code", "L01") == cli.DONE
    assert "May go to: party:" in capsys.readouterr().out
