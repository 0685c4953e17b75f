"""The address, and nothing else, shows in the envelope's window."""

from __future__ import annotations

import dataclasses

import pypdfium2
import pytest
from pypdfium2 import raw

from caseworker.domain.letters import MARKING, Letter, Look
from caseworker.errors import RuleError
from caseworker.letters.as_pdf import letter_pdf
from caseworker.paper.looks import SHEETS
from caseworker.paper.window import MAY_SHOW_ACROSS, MAY_SHOW_DOWN, fit_address
from tests.letters.example import LETTERHEAD, example

MM = 72 / 25.4
A4_HEIGHT = 297 * MM

LONG_NAME = "Mrs Wilhelmina Featherstonehaugh-Cholmondeley van den Heuvel-Oyelaran"
ADDRESSES = {
    "short": "1 Road\nSE31 5EP",
    "usual": "139 Wharfinger Gardens\nLondon\nSE31 5EP",
    "five lines": "Flat 2\n139 Wharfinger Gardens\nSurrey Canal\nLondon\nSE31 5EP",
    "seven lines": "Flat 2\nThird Floor\nThe Old Warehouse\n139 Wharfinger Gardens\nSurrey Canal\nLondon\nSE31 5EP",
    "nine lines": "c/o Mr Okoro\nFlat 2\nThird Floor\nThe Old Warehouse\n139 Wharfinger Gardens\nBasin Quay\n"
    "Surrey Canal\nLondon\nSE31 5EP",
    "long lines": "Flat 1234, The Old Granary and Warehouse Apartments at Basin Quay\n139 Wharfinger Gardens and "
    "Timber Pond Road\nLondon\nSE31 5EP",
    "one long word": "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch\nYnys Môn\nLL61 5UJ",
}
NAMES = {"short name": "Bo Li", "long name": LONG_NAME}

Box = tuple[float, float, float, float]  # left, top, right, bottom in mm from the top left corner


def marks_on(letter: Letter) -> tuple[list[tuple[str, Box]], list[Box]]:
    """Return the letters on the first page with their places, and the places of pictures and lines."""
    with pypdfium2.PdfDocument(letter_pdf(letter, LETTERHEAD)) as document:
        page = document[0]
        text = page.get_textpage()
        signs = [(text.get_text_range(n, 1), _mm(text.get_charbox(n))) for n in range(text.count_chars())]
        drawn = [
            _mm(thing.get_bounds()) for thing in page.get_objects() if thing.type != raw.FPDF_PAGEOBJ_TEXT
        ]
        return [(sign, box) for sign, box in signs if sign.strip()], drawn


def _mm(box: tuple[float, ...]) -> Box:
    left, bottom, right, top = box
    return left / MM, (A4_HEIGHT - top) / MM, right / MM, (A4_HEIGHT - bottom) / MM


def within(box: Box, left: float, top: float, right: float, bottom: float) -> bool:
    edge = 0.01  # readers round
    return (
        left - edge <= box[0] and top - edge <= box[1] and box[2] <= right + edge and box[3] <= bottom + edge
    )


def touches(box: Box, left: float, top: float, right: float, bottom: float) -> bool:
    return box[0] < right and box[2] > left and box[1] < bottom and box[3] > top


@pytest.mark.parametrize("look", Look)
@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("address", ADDRESSES)
def test_only_the_address_can_show_in_the_window_and_all_of_it_does(
    address: str, name: str, look: Look
) -> None:
    letter = example(recipient_name=NAMES[name], address=ADDRESSES[address])
    letter = dataclasses.replace(letter, look=look, your_reference="SW/AB/22-771", marking=MARKING)
    signs, drawn = marks_on(letter)
    seen = [sign for sign, box in signs if touches(box, 10, 46, 110, 92)]
    expected = "".join(sign for line in letter.recipient_lines for sign in line if sign.strip())
    assert sorted(seen) == sorted(expected + "," * (len(seen) - len(expected)))
    assert all(within(box, 20, 50, 100, 81) for sign, box in signs if touches(box, 10, 46, 110, 92))
    assert not [box for box in drawn if touches(box, 10, 46, 110, 92)]


def test_address_of_five_lines_shows_however_the_sheet_slides() -> None:
    signs, _ = marks_on(example(address=ADDRESSES["five lines"].removeprefix("Flat 2\n")))
    inside = [box for _, box in signs if touches(box, 10, 46, 110, 92)]
    assert inside
    assert all(within(box, 20, 57, 100, 81) for box in inside)


def test_body_begins_below_the_fold_of_the_window_panel() -> None:
    signs, _ = marks_on(example())
    assert all(box[1] >= 92 for sign, box in signs if box[1] > 82)


@pytest.mark.parametrize("address", ADDRESSES)
def test_address_is_never_printed_smaller_than_nine_points(address: str) -> None:
    assert fit_address((LONG_NAME, *ADDRESSES[address].splitlines())).size >= 9


def test_usual_address_is_printed_in_eleven_points() -> None:
    assert fit_address(("Ms Siân Wyn", *ADDRESSES["usual"].splitlines())).size == 11


def test_postcode_and_name_keep_their_own_lines() -> None:
    fitted = fit_address(("Bo Li", *ADDRESSES["nine lines"].splitlines()))
    assert (fitted.lines[0], fitted.lines[-1]) == ("Bo Li", "SE31 5EP")


def test_address_is_as_large_as_the_letter_where_the_window_holds_it() -> None:
    lines = ("Ms Siân Wyn", *ADDRESSES["usual"].splitlines())
    assert [fit_address(lines, SHEETS[look].address_sizes).size for look in Look] == [11, 16, 18, 14]


def test_address_too_long_for_any_window_is_refused_in_words() -> None:
    with pytest.raises(RuleError, match="The address does not fit the window of the envelope") as caught:
        letter_pdf(example(recipient_name="Name " * 200), LETTERHEAD)
    assert caught.value.field == "address"


def test_bounds_are_those_of_the_british_standard_envelope() -> None:
    assert [round(edge / MM) for edge in (*MAY_SHOW_ACROSS, *MAY_SHOW_DOWN)] == [10, 110, 46, 92]


EMAIL = "wilhelmina.featherstonehaugh-cholmondeley@children-and-young-people.wharfside.example"


def test_a_long_email_address_goes_on_after_a_sign() -> None:
    rows = fit_address(("Bo Li", f"By email: {EMAIL}")).lines
    assert rows[0] == "Bo Li"
    assert "".join(rows[1:]).replace("By email:", "").strip() == EMAIL
    assert all(row[-1] in "@.-:" for row in rows[1:-1]), rows


def test_a_word_without_signs_is_set_smaller_before_it_is_cut() -> None:
    word = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantys"
    (row,) = fit_address((word,)).lines
    assert row == word
    assert fit_address((word,)).size < 11
    assert len(fit_address((word * 3,)).lines) > 1, "cut where there is no other way"
