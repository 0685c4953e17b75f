"""Reports on the command line, fit for a task that runs by itself: tables, documents, checks, comparisons.

Files are written whole or not at all; one that is there already is left as it is unless --replace
says otherwise. Each run leaves one line in a log. The office may be open in a window meanwhile: it is only read.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from caseworker.command_log import Run, logged
from caseworker.commands import DONE, LOOK, opened
from caseworker.domain.periods import Period, between, last_whole, parse_period
from caseworker.errors import RuleError
from caseworker.paths import office_paths
from caseworker.report_check_words import concerning, in_short, sentences

if TYPE_CHECKING:
    from caseworker.actions.reports import Pack
    from caseworker.office import Office
    from caseworker.reports.table import Report

Adder = Callable[..., argparse.ArgumentParser]
ALL, LIST, CHECK, COMPARE = "all", "list", "check", "compare"
FORMS = ("pdf", "html", "xlsx", "csv", "json")

HELP = """\
what is written:
  list        nothing: prints every table and document
  all         every table: a folder of files, or one file when --out ends like one
  CODE        one table: 2a, 13e …
  annual, quarterly, foi, weekly, performance, learning, remedies
              a document with its sentences, tables and charts
  check       nothing: prints what is to reconcile: figures that disagree, values that cases lack
  compare FILE …
              nothing, or with --out a CSV: where printed tables (JSON, CSV) differ from the cases

examples:
  main.py report all --period 2024-25-Q2 --format pdf --out quarter.pdf
  main.py report 3 --period 2024-25 --format csv --out table-3.csv
  main.py report 2a --period 2024-25 --known-on 2025-04-30 --out as-then.pdf
  main.py report weekly --out reports
  main.py report quarterly --out reports --format pdf,xlsx --log reports/log.txt
  main.py report check --period 2024-25

without --period a document is made for its last whole year, quarter or month, the weekly one for today.
a file that is there already is left as it is and the exit code is 1; --replace writes it anew.
each run adds a line to logs/reports.log of the office's folder, or to the file of --log.
exit codes: 0 done; 1 something needs a look: figures disagree, cases lack a value that a table of these goes by,
printed figures differ, or a file was left as it is; the lines printed say which; 2 wrong use; 3 something could not
be read or written; 4 a fault in the program. the office may be open in a window meanwhile. a task that runs by itself
is asked nothing: where the computer keeps no key for its account, CASEWORKER_PASSPHRASE must hold the passphrase."""


def add_commands(add: Adder) -> None:
    """Add the command to the command line."""
    made = add("report", report, "write tables and reports of a period, check them, compare them", HELP)
    made.add_argument("what", metavar="WHAT", help="list, all, a table's code, a document, check or compare")
    made.add_argument("files", nargs="*", type=Path, metavar="FILE", help="printed tables, for compare")
    made.add_argument(
        "--period", default="", metavar="P", help="2024-25, 2024-25-Q2, 2024-07 or 2024-04-01..2024-09-30"
    )
    made.add_argument("--known-on", default="", metavar="DATE", help="as recorded by the end of that day")
    made.add_argument(
        "--format", default="pdf", metavar="F", help=f"{', '.join(FORMS)}; several with commas (default pdf)"
    )
    made.add_argument("--out", type=Path, metavar="PATH", help="file or folder")
    made.add_argument("--replace", action="store_true", help="write files anew that are there already")
    made.add_argument("--log", type=Path, metavar="FILE", help="where the line about this run goes")


def report(parsed: argparse.Namespace) -> int:
    """Do what was asked; what is to reconcile in it, differs or was left as it is makes the exit code 1."""
    if parsed.what == LIST:
        return _list(parsed)
    with logged(parsed) as run:
        if parsed.files and parsed.what != COMPARE:
            raise RuleError(f"`report {parsed.what}` takes no files. Only `report compare` does.")
        if parsed.what == CHECK:
            _check(parsed, run)
        elif parsed.what == COMPARE:
            _compare(parsed, run)
        else:
            _write(parsed, run)
    return run.code


def _list(parsed: argparse.Namespace) -> int:
    from caseworker.actions.own_tables import own_reports
    from caseworker.actions.report_documents import outlines
    from caseworker.reports.catalogue import CATALOGUE

    own: Sequence[Report] = ()
    if office_paths(parsed.data).has_office:
        with opened(parsed, to_read=True) as data:
            own = own_reports(data.office)

    print("Documents:")
    for outline in outlines():
        print(f"  {outline.code:<12} {outline.title} ({outline.span})")
    print("Tables:")
    for each in (*CATALOGUE, *own):
        print(f"  {each.code:<12} {each.title}")
    return DONE


def _check(parsed: argparse.Namespace, run: Run) -> None:
    from caseworker.actions.reports import build_pack

    if not parsed.period:
        raise RuleError("Say what to check with --period, such as --period 2024-25.")
    with opened(parsed, to_read=True) as data:
        pack = build_pack(data.office, parse_period(parsed.period), _known_on(parsed))
        lines = list(sentences(data.office, pack.to_reconcile))
    for line in lines:
        print(line)
    words = in_short(pack.to_reconcile)
    print(words)
    run.words.append(words)
    run.code = LOOK if lines else DONE


def _compare(parsed: argparse.Namespace, run: Run) -> None:
    from caseworker.actions.compare_published import (
        compare_published,
        comparison_csv,
        comparison_rows,
        read_published,
    )

    if not parsed.files:
        raise RuleError("Name the files to compare: `report compare FILE …`, JSON or CSV.")
    published = [table for path in parsed.files for table in read_published(path)]
    period = parse_period(parsed.period) if parsed.period else None
    with opened(parsed, to_read=True) as data:
        found = compare_published(data.office, published, period=period)
    if parsed.out:
        _put(parsed.out, comparison_csv(found), parsed, run)
    else:
        for row in comparison_rows(found):
            print("  ".join(filter(None, row)))
    print(found.words())
    run.words.append(found.words())
    if found.contradictions or found.differences or found.unmatched:
        run.code = LOOK


def _write(parsed: argparse.Namespace, run: Run) -> None:
    from caseworker.actions.reports import build_pack

    forms = _forms(parsed)
    if parsed.out is None:
        raise RuleError("Say where to write with --out: a file or a folder.")
    with opened(parsed, to_read=True) as data:
        office = data.office
        make = _maker(parsed, office)
        known_on, period = _known_on(parsed), _period(parsed, office)
        _say_unusual(parsed, period, run)
        pack = build_pack(office, period, known_on)
        for form in forms:
            for path, content in make(pack, form).items():
                _put(path if path == parsed.out else _told_apart(path, known_on), content, parsed, run)
        found = concerning(parsed.what, pack)
        lines = list(sentences(office, found))
    run.words.append(f"{pack.period.label}, as recorded on {pack.data_on.isoformat()}")
    for line in lines:
        run.look(line)
    if found:
        run.words.append(in_short(found))


def _told_apart(path: Path, known_on: date | None) -> Path:
    """A name of ours that says so when the figures are those known on an earlier day."""
    return path.with_stem(f"{path.stem}-known-on-{known_on.isoformat()}") if known_on else path


Maker = Callable[["Pack", str], Mapping[Path, bytes]]


def _maker(parsed: argparse.Namespace, office: Office) -> Maker:
    """What makes the files of a form from a pack (RuleError: there is nothing of that name)."""
    from caseworker.actions.own_tables import find_report
    from caseworker.actions.report_documents import (
        ENDINGS,
        document_bytes,
        document_file_name,
        document_of,
        outlines,
        tables_document,
    )
    from caseworker.actions.reports import one_table, pack_files, table_bytes

    out: Path = parsed.out
    wanted = parsed.what.strip().lower()
    is_file = bool(out.suffix) and not out.is_dir()

    def document(pack: Pack, form: str) -> Mapping[Path, bytes]:
        made = tables_document(office, pack) if wanted == ALL else document_of(office, wanted, pack)
        return {out if is_file else out / document_file_name(made, form): document_bytes(made, form)}

    def every(pack: Pack, form: str) -> Mapping[Path, bytes]:
        if is_file and out.suffix.lower() == f".{ENDINGS[form]}" and form != "json":
            return document(pack, form)
        return {out / name: content for name, content in pack_files(office, pack, form).items()}

    def single(pack: Pack, form: str) -> Mapping[Path, bytes]:
        table = one_table(pack, wanted)
        return {out if is_file else out / f"{table.file_stem}.{form}": table_bytes(office, pack, table, form)}

    if wanted == ALL:
        return every
    if wanted in {outline.code for outline in outlines()}:
        return document
    try:
        find_report(office, wanted)
    except RuleError as error:
        raise RuleError(f"{error} Documents: {', '.join(o.code for o in outlines())}.") from error
    return single


def _forms(parsed: argparse.Namespace) -> Sequence[str]:
    forms = tuple(dict.fromkeys(form.strip().lower() for form in parsed.format.split(",")))
    for form in forms:
        if form not in FORMS:
            raise RuleError(
                f"Reports cannot be written as {form or 'nothing'}. Choose one of {', '.join(FORMS)}."
            )
    if len(forms) > 1 and parsed.out is not None and parsed.out.suffix and not parsed.out.is_dir():
        raise RuleError("Several formats need a folder for --out, not a file.")
    return forms


def _period(parsed: argparse.Namespace, office: Office) -> Period:
    """The period asked for, or what the document is usually made for: of a week, today."""
    if parsed.period:
        return parse_period(parsed.period)
    span, today = _span_of(parsed), office.clock.today()
    if span == "week":
        return between(today, today)
    if span in ("year", "quarter", "month"):
        return last_whole(span, today)
    raise RuleError("Say for when with --period, such as --period 2024-25.")


def _say_unusual(parsed: argparse.Namespace, period: Period, run: Run) -> None:
    """Say when a document of years, quarters or months is made for another stretch of time."""
    is_whole = {
        "year": period.is_whole_year, "quarter": period.is_whole_quarter, "month": period.is_whole_month,
    }  # fmt: skip
    span = _span_of(parsed)
    if not is_whole.get(span, True):
        words = f"This report is meant for a whole {span}; it was made for {period.label}."
        print(words, file=sys.stderr)
        run.words.append(words)


def _span_of(parsed: argparse.Namespace) -> str:
    """The stretch of time a document is made for; "" of what is no document."""
    from caseworker.actions.report_documents import outlines

    return next((each.span for each in outlines() if each.code == parsed.what.strip().lower()), "")


def _known_on(parsed: argparse.Namespace) -> date | None:
    if not parsed.known_on:
        return None
    try:
        return date.fromisoformat(parsed.known_on.strip())
    except ValueError:
        raise RuleError(f"“{parsed.known_on}” is not a date. Write it as 2025-04-30.") from None


def _put(path: Path, content: bytes, parsed: argparse.Namespace, run: Run) -> None:
    from caseworker.actions.reports import write_file

    if path.exists() and not parsed.replace:
        run.look(f"{path} is there already and was left as it is. Add --replace to write it anew.")
        run.words.append(f"left as it is: {path.name}")
        return
    write_file(path, content)
    print(path)
    run.written.append(str(path))
