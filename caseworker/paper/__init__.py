"""The house on paper: page, fonts, text, styles and tables of every PDF.

Question: how do letters and reports come to look alike, print every name, and obey no markup? Choice:
they use only what stands here: `document`, `styles`, `paragraph`, `report_table`, `printable`. Cost: a
new kind of page needs a change here first. ReportLab is slow to import: import this where it is used.

Files, from the letter of the alphabet to the file: faces.py, fonts.py (what is embedded) · shaping.py, bidi.py (other
scripts) · accents.py (accents with no letter of their own) · words.py, setting.py (words, lines) · text.py (users' text
made printable) · block.py, quote.py (paragraphs) · styles.py, looks.py · tables.py · page.py, canvas.py (A4) ·
letterhead.py, beside.py, window.py (the address in the envelope), letter_blocks.py, letter_tables.py, pictures.py ·
tags.py (what each mark means), finish.py (tagged PDF, PDF/A-2b), conformance.py.
"""

from caseworker.paper.fonts import BOLD, ITALIC, REGULAR, register_fonts
from caseworker.paper.page import PageText, PaperDocument, document
from caseworker.paper.quote import quoted
from caseworker.paper.styles import INK, QUIET, RULE, Styles, styles
from caseworker.paper.tables import report_table
from caseworker.paper.text import bullet, clean, held_together, missing_glyphs, paragraph, printable

__all__ = [
    "BOLD", "INK", "ITALIC", "QUIET", "REGULAR", "RULE", "PageText", "PaperDocument", "Styles", "bullet", "clean",
    "document", "held_together", "missing_glyphs", "paragraph", "printable", "quoted", "register_fonts", "report_table",
    "styles",
]  # fmt: skip
