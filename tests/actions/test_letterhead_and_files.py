"""What the letter, reports and settings pages ask of actions: warnings, heads, logos, files, sentences."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from caseworker.actions import letters, look_up, reports
from caseworker.actions.settings_change import LARGEST_LOGO, change_settings, check_logo, keep_logo, read_logo
from caseworker.domain.periods import parse_period
from caseworker.errors import NotPermittedError, ProblemsError, RuleError, UnavailableError
from caseworker.office import Office
from tests.example_office import log_complaint


def picture(form: str = "PNG") -> bytes:
    target = BytesIO()
    Image.new("RGB", (40, 20), "#12436D").save(target, form)
    return target.getvalue()


def test_a_letter_of_plain_names_has_no_warning(office: Office) -> None:
    view = look_up.open_case(office, log_complaint(office).case_id)
    assert letters.preview_letter(office, view, "L01").warnings == ()


def test_characters_no_font_has_are_warned_of_with_their_part(office: Office) -> None:
    view = look_up.open_case(office, log_complaint(office, full_name="王芳").case_id)
    warnings = letters.preview_letter(office, view, "L01").warnings
    assert [words.split(" has characters")[0] for words in warnings] == [
        "The name and address",
        "The greeting",
    ]


def test_letters_are_called_as_in_the_catalogue() -> None:
    assert letters.letter_title("L01") == "Acknowledgement, statutory stage 1"
    with pytest.raises(RuleError, match="There is no letter L99"):
        letters.letter_title("L99")


def test_a_letterhead_is_tried_out_before_it_is_saved(office: Office) -> None:
    tried = letters.head_pdf(office, replace(office.settings, colour="#801650"), picture())
    assert tried.startswith(b"%PDF")
    assert tried != letters.head_pdf(office, office.settings, None)


def test_a_letterhead_of_no_colour_is_refused(office: Office) -> None:
    with pytest.raises(RuleError, match="The colour must be written as"):
        letters.head_pdf(office, replace(office.settings, colour="blue"), None)


@pytest.mark.parametrize("form", ["PNG", "JPEG"])
def test_a_logo_is_read_kept_and_stands_on_letters(office: Office, tmp_path: Path, form: str) -> None:
    path = tmp_path / "logo"
    path.write_bytes(picture(form))
    change_settings(office, {"logo": keep_logo(office, read_logo(path))})
    assert letters.logo_picture(office) == path.read_bytes()


@pytest.mark.parametrize(
    "content", [b"", b"GIF89a", picture("GIF"), picture()[:40], b"\xff\xd8\xff nothing more"]
)
def test_what_is_no_picture_is_no_logo(content: bytes) -> None:
    with pytest.raises(ProblemsError) as told:
        check_logo(content)
    assert told.value.problems[0].field == "logo"


def test_a_logo_over_two_megabytes_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "logo.png"
    path.write_bytes(picture() + bytes(LARGEST_LOGO))
    with pytest.raises(ProblemsError, match="at most 2 MB"):
        read_logo(path)


def test_a_logo_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(UnavailableError, match="The logo was not read because"):
        read_logo(tmp_path / "away.png")


def test_a_caseworker_cannot_keep_a_logo(office: Office) -> None:
    office.person = replace(office.person, role="caseworker")
    with pytest.raises(NotPermittedError):
        keep_logo(office, picture())


def test_a_table_says_in_words_what_it_says(office: Office) -> None:
    for _ in range(2):
        log_complaint(office)
    pack = reports.build_pack(office, parse_period("2025-10"))
    said = {table.code: reports.table_in_words(table) for table in pack.tables}
    assert said["1a"] == "2 cases in October 2025; before that 0 in October 2023, 0 in October 2024."
    assert said["2b"] == "2 cases in October 2025, the most under Children Act Stage 1 (2)."
    assert said["3"] == "0 of 2 cases, 0%, in October 2025."


def test_tables_of_nothing_say_so(office: Office) -> None:
    pack = reports.build_pack(office, parse_period("2010-11"))
    said = {table.code: reports.table_in_words(table) for table in pack.tables}
    assert said["2a"] == "No cases in 2010-11."
    assert said["3"] == "Nothing to count in 2010-11."


def test_a_file_that_cannot_be_written_says_what_did_not_happen(tmp_path: Path) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.write_text("")
    with pytest.raises(UnavailableError, match="The letter was not saved"):
        reports.write_file(in_the_way / "letter.pdf", b"x", "The letter was not saved")
