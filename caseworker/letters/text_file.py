"""Text files of letters, standard paragraphs and rights: a head of `name: value` lines, then `---`, then the body.

A line of the head that begins with # is a remark. Whatever is wrong in a file is told with the line to mend.
"""

from __future__ import annotations

from caseworker.errors import RuleError


def read_head(
    file_name: str,
    lines: list[str],
    names: tuple[str, ...],
    may_be_empty: frozenset[str] = frozenset(),
    may_be_left_out: tuple[str, ...] = (),
) -> tuple[dict[str, tuple[int, str]], int]:
    """Return the head's values with their line numbers, and the index of the first line of the body.

    Raises:
        RuleError: a line that is not `name: value`, a name unknown, missing, double or empty, or no `---`.
    """
    head: dict[str, tuple[int, str]] = {}
    for number, line in enumerate(lines, start=1):
        if line.strip() == "---":
            missing = [name for name in names if name not in head]
            if missing:
                raise problem_in(file_name, number, f"the head needs a line for: {', '.join(missing)}")
            return head, number
        if not line.strip() or line.startswith("#"):
            continue
        name, colon, value = (part.strip() for part in line.partition(":"))
        if not colon or name not in names + may_be_left_out:
            known = ", ".join(names + may_be_left_out)
            raise problem_in(file_name, number, f"a head line must begin with one of: {known}")
        if name in head:
            raise problem_in(file_name, number, f"{name} stands twice; the first is on line {head[name][0]}")
        if not value and name not in may_be_empty:
            raise problem_in(file_name, number, f"{name} needs a value")
        head[name] = (number, value)
    raise problem_in(file_name, len(lines) or 1, "the head must end with a line of three hyphens: ---")


class LetterFileError(RuleError):
    """A letter's file that cannot be used: the number of the line to mend, and what is wrong there."""

    def __init__(self, file_name: str, line_number: int, message: str) -> None:
        super().__init__(
            f"The letter file {file_name} cannot be used. Line {line_number}: {message}.", field="template"
        )
        self.line_number = line_number
        self.said = message


def problem_in(file_name: str, number: int, message: str) -> LetterFileError:
    """Return an error that leads to the line to mend."""
    return LetterFileError(file_name, number, message)
