"""A report is published: approved by one who may, frozen byte for byte, and laid over what the cases say later."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest

from caseworker.actions import report_publication as publication
from caseworker.actions import report_ready
from caseworker.actions.checking import verify_office
from caseworker.actions.compliment_quote import set_quote
from caseworker.actions.edit import edit_case
from caseworker.actions.opening import open_office
from caseworker.actions.report_copy import publication_copy
from caseworker.actions.report_documents import document_of
from caseworker.actions.report_published import (
    earlier_figures,
    published,
    published_html,
    published_one,
    published_pdf,
    restated,
    restatements,
)
from caseworker.actions.report_ready import make_ready
from caseworker.actions.report_texts import write_narrative
from caseworker.actions.reports import build_pack
from caseworker.actions.sample import build_sample
from caseworker.actions.void import void_case
from caseworker.clock import Clock
from caseworker.domain.disclosure_control import DisclosureLimits
from caseworker.domain.fields import ENTITY_KINDS
from caseworker.domain.periods import parse_period
from caseworker.domain.report_fields import FROZEN, publication_seal
from caseworker.domain.staff import Person
from caseworker.errors import NotPermittedError, ProblemsError, RuleError
from caseworker.office import Office
from caseworker.paths import OfficePaths
from caseworker.reports.documents.compose import RESTATED
from caseworker.reports.publication import cover_of
from caseworker.reports.publication.said import hidden_numbers_in
from caseworker.storage.cases import read_case
from tests.example_office import log_complaint

YEAR = parse_period("2024-25")
MONTH = parse_period("2024-09")


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """The sample office, closed."""
    folder = tmp_path_factory.mktemp("publishing") / "office"
    build_sample(folder).opened.close()
    return folder


@pytest.fixture(scope="module")
def built_and_published(built, tmp_path_factory):
    """The same after its annual report of 2024-25 was published."""
    folder = tmp_path_factory.mktemp("published") / "office"
    shutil.copytree(built, folder)
    opened = open_office(OfficePaths(folder))
    publish(opened.office)
    opened.close()
    return folder


@pytest.fixture
def sample(built, tmp_path) -> Iterator[Office]:
    yield from copied(built, tmp_path)


@pytest.fixture
def after(built_and_published, tmp_path) -> Iterator[Office]:
    yield from copied(built_and_published, tmp_path)


def copied(folder, tmp_path) -> Iterator[Office]:
    shutil.copytree(folder, tmp_path / "office")
    opened = open_office(OfficePaths(tmp_path / "office"))
    yield opened.office
    opened.close()


def reasons_for(copy) -> dict[str, str]:
    return {
        problem.field: "Looked at with the data protection officer."
        for problem in publication.open_points(copy, {})
    }


def publish(office: Office, code: str = "annual"):
    copy = publication_copy(office, code, build_pack(office, YEAR))
    made = publication.publish(office, code, YEAR, seen=copy.digest, reasons=reasons_for(copy))
    return published_one(office, made.publication_id)


def test_what_is_published_is_kept_byte_for_byte_with_who_approved_it(after):
    one = published(after)[0]
    assert published_pdf(after, one).startswith(b"%PDF")
    assert b"Approved for publication by" in published_html(after, one)
    assert one.approved == f"Approved for publication by {after.person.full_name} on 15 October 2025"
    assert (one.data_on, one.published_on, one.period) == ("2025-10-15", "2025-10-15", YEAR)
    assert published(after) == (one,)
    assert not verify_office(after).faults


def test_the_copy_says_nothing_of_what_is_hidden(sample):
    copy = publication_copy(sample, "annual", build_pack(sample, YEAR))
    assert copy.is_safe
    assert not copy.document.marking
    for table in copy.document.tables:
        for row in table.cells:
            for cell in row:
                if cell.is_hidden:
                    assert (cell.value, cell.numerator, cell.denominator) == (None, None, None)
                    assert cell.text in ("<5", "–")
    for block in copy.document.blocks:
        for series, places in (
            zip(block.chart.series, block.chart.places, strict=True) if hasattr(block, "chart") else ()
        ):
            for value, place in zip(series.values, places, strict=True):
                assert copy.cover(place) is None or value is None
    assert dict(copy.hidden)["Small numbers (1 to 4)"] > 0
    assert any("Table 9" in name for name in copy.left_out)


def test_one_changed_byte_of_what_was_published_is_noticed(after):
    one = published(after)[0]
    with after.database.raw_writer() as raw:
        raw.execute(
            "UPDATE blob SET bytes = CAST(bytes || x'00' AS BLOB) WHERE digest = ?", (one.pdf_digest,)
        )
    faults = verify_office(after).faults
    assert any("The PDF of Annual report" in fault and "is not what was kept" in fault for fault in faults)


def test_a_changed_field_breaks_the_seal(sample):
    doc = dict.fromkeys(FROZEN, "x")
    seal = publication_seal(doc)
    for name in FROZEN:
        assert publication_seal({**doc, name: "y"}) != seal
    assert set(FROZEN) <= set(ENTITY_KINDS["publication"])


def test_names_and_dates_of_birth_in_the_narrative_stop_it_until_mended_or_accepted(sample):
    with sample.reading() as raw:
        name = raw.execute("SELECT name FROM person_row WHERE name LIKE '% %' ORDER BY n LIMIT 1").fetchone()[
            0
        ]
    write_narrative(sample, "annual", YEAR, {"issues": f"The family of {name} waited eight months."})
    copy = publication_copy(sample, "annual", build_pack(sample, YEAR))
    found = [each for each in copy.findings if each.kind == "name"]
    assert [(each.said, each.part, each.where) for each in found] == [(name, "issues", "Common issues")]
    reasons = reasons_for(copy)
    without = {key: why for key, why in reasons.items() if key != found[0].key}
    with pytest.raises(ProblemsError) as refused:
        publication.publish(sample, "annual", YEAR, seen=copy.digest, reasons=without)
    assert [problem.field for problem in refused.value.problems] == [found[0].key]
    assert publication.publish(sample, "annual", YEAR, seen=copy.digest, reasons=reasons).publication_id


def test_each_line_to_reconcile_needs_a_reason(sample):
    copy = publication_copy(sample, "annual", build_pack(sample, YEAR))
    fields = {problem.field for problem in publication.open_points(copy, {})}
    assert set(copy.disagreements) <= fields


def test_what_was_not_looked_at_is_not_published(sample):
    copy = publication_copy(sample, "annual", build_pack(sample, YEAR))
    write_narrative(sample, "annual", YEAR, {"issues": "More people wrote to us."})
    with pytest.raises(RuleError, match="have changed since you looked"):
        publication.publish(sample, "annual", YEAR, seen=copy.digest, reasons=reasons_for(copy))
    assert published(sample) == ()


def test_what_is_ready_is_published_without_counting_again(sample, monkeypatch):
    ready = make_ready(sample, "annual", YEAR)
    for name in ("build_pack", "publication_copy", "document_bytes"):
        monkeypatch.setattr(f"caseworker.actions.report_ready.{name}", None)
    made = publication.publish_ready(sample, ready, seen=ready.digest, reasons=reasons_for(ready.copy))
    one = published_one(sample, made.publication_id)
    assert published_pdf(sample, one) == ready.pages
    assert published_html(sample, one) == ready.web


def saved_meanwhile(office: Office, monkeypatch, times: int) -> list[str]:
    """Somebody saves after each of the first copies is made; the list grows with each copy that is made."""
    made: list[str] = []

    def make(*given):
        ready = make_ready(*given)
        made.append(ready.digest)
        if len(made) <= times:
            write_narrative(
                office, "annual", parse_period("2019-20"), {"issues": f"Another year, {len(made)}."}
            )
        return ready

    monkeypatch.setattr(publication, "make_ready", make)
    return made


def test_a_copy_is_made_again_where_its_texts_changed_meanwhile(sample, monkeypatch):
    copy = publication_copy(sample, "annual", build_pack(sample, YEAR))
    made = saved_meanwhile(sample, monkeypatch, times=1)
    publication.publish(sample, "annual", YEAR, seen=copy.digest, reasons=reasons_for(copy))
    assert made == [copy.digest] * 2
    assert len(published(sample)) == 1


def test_where_texts_change_time_after_time_it_is_said_and_nothing_is_published(sample, monkeypatch):
    copy = publication_copy(sample, "annual", build_pack(sample, YEAR))
    monkeypatch.setattr(publication, "TRIES", 2)
    made = saved_meanwhile(sample, monkeypatch, times=9)
    with pytest.raises(RuleError, match="others changed texts"):
        publication.publish(sample, "annual", YEAR, seen=copy.digest, reasons=reasons_for(copy))
    assert len(made) == 2
    assert published(sample) == ()


def test_what_is_sealed_is_what_was_read_in_one_moment_though_others_save_all_the_time(sample, monkeypatch):
    """Cases change between every two steps of the work, and before the sealing: not one of them is half in it."""
    calm = make_ready(sample, "performance", MONTH)
    numbers = iter(range(1, 1_000))

    def after(step):
        def stepped(*given, **named):
            log_complaint(sample, received_on=date(2024, 9, next(numbers) % 28 + 1))
            return step(*given, **named)

        return stepped

    for name in ("build_pack", "publication_copy", "document_bytes", "_figures"):
        step = getattr(report_ready, name)
        monkeypatch.setattr(report_ready, name, after(step))
    ready = make_ready(sample, "performance", MONTH)
    assert next(numbers) > 4
    assert (ready.digest, ready.pages, ready.figures) == (calm.digest, calm.pages, calm.figures)
    log_complaint(sample, received_on=date(2024, 9, 30))
    made = publication.publish_ready(sample, ready, seen=ready.digest, reasons=reasons_for(ready.copy))
    one = published_one(sample, made.publication_id)
    assert one.data_at == ready.taken_at
    assert published_pdf(sample, one) == calm.pages
    assert len(restated(sample, one).cases) == next(numbers) - 1


def test_a_quote_that_may_no_longer_be_published_does_not_go_out(sample):
    ready = make_ready(sample, "performance", MONTH)
    with sample.reading() as raw:
        (case_id,) = raw.execute(
            "SELECT id FROM case_list WHERE kind = 'COMPL'"
            " AND received_on BETWEEN '2024-09-01' AND '2024-09-30' LIMIT 1"
        ).fetchone()
        view = read_case(raw, case_id)
    set_quote(sample, view, "They listened.", may_publish=True)
    with pytest.raises(publication.OvertakenError):
        publication.publish_ready(sample, ready, seen=ready.digest, reasons=reasons_for(ready.copy))


def test_a_copy_holds_no_longer_when_the_day_is_over_or_another_person_approves(sample):
    ready = make_ready(sample, "annual", YEAR)
    with sample.reading() as raw:
        assert ready.still_holds(sample, raw)
        clock, person = sample.clock, sample.person
        sample.clock = Clock(clock.today() + timedelta(days=1))
        assert not ready.still_holds(sample, raw)
        sample.clock = clock
        sample.person = replace(person, full_name="Somebody Else")
        assert not ready.still_holds(sample, raw)


def test_a_caseworker_may_not_publish(after):
    after.person = Person("someone", "Some One", role="caseworker")
    with pytest.raises(NotPermittedError):
        publication.publish(after, "annual", YEAR, seen="")


def test_it_can_be_withdrawn_with_a_reason_once_and_is_not_undone(after):
    one = published(after)[0]
    with pytest.raises(ProblemsError):
        publication.withdraw(after, one.id, " ")
    publication.withdraw(after, one.id, "A table was wrong.")
    assert "A table was wrong." in published_one(after, one.id).withdrawn
    with pytest.raises(RuleError, match="already"):
        publication.withdraw(after, one.id, "Again.")
    assert not verify_office(after).faults
    assert published_pdf(after, one).startswith(b"%PDF")


def test_nothing_is_restated_while_nothing_changed(after):
    again = restated(after, published(after)[0])
    assert again.cells == ()
    assert "Nothing has changed" in again.words


def test_a_case_that_changed_place_is_named_where_it_went_and_came(after):
    one = published(after)[0]
    with after.reading_lists() as raw:
        number, case_id = raw.execute(
            "SELECT n, id FROM case_list WHERE kind = 'CORP' AND received_on LIKE '2024-07-%' ORDER BY n LIMIT 1"
        ).fetchone()
    with after.reading() as raw:
        seen = read_case(raw, case_id)
    edit_case(after, seen, case_id, {"received_on": "2024-06-28"})
    found = restated(after, one)
    assert number in found.cases
    by_place = {(cell.place.code, cell.place.row, cell.place.column): cell for cell in found.cells}
    july, june = by_place["2b", "July", "Corporate Stage 1"], by_place["2b", "June", "Corporate Stage 1"]
    assert (july.went, july.came) == ((number,), ())
    assert (june.went, june.came) == ((), (number,))
    assert int(july.after) == int(july.before) - 1
    assert ("1b", "2024-25", "Total") not in by_place


def test_a_report_published_again_replaces_the_one_before_until_it_is_withdrawn(sample):
    made = []
    for _time in range(2):
        ready = make_ready(sample, "performance", MONTH)
        reasons = reasons_for(ready.copy)
        made.append(
            publication.publish_ready(sample, ready, seen=ready.digest, reasons=reasons).publication_id
        )
    assert [each.state for each in published(sample)] == ["In force", "Replaced"]
    publication.withdraw(sample, made[1], "A wrong table.")
    assert [each.state for each in published(sample)] == ["Withdrawn", "In force"]


def test_what_was_published_is_known_to_the_next_copy(after):
    pack = build_pack(after, YEAR)
    told = earlier_figures(after, pack)
    assert any(each.was_shown and each.value == 528 for each in told)
    again = publication_copy(after, "annual", pack)
    assert again.is_safe


def test_a_later_report_says_which_figures_of_the_year_before_were_published_as_others(sample):
    next_year = parse_period("2025-26")
    assert not [
        b
        for b in document_of(sample, "annual", build_pack(sample, next_year)).blocks
        if getattr(b, "words", "") == RESTATED
    ]
    one = publish(sample)
    with sample.reading_lists() as raw:
        _number, case_id = raw.execute(
            "SELECT n, id FROM case_list WHERE kind = 'CORP' AND received_on LIKE '2024-07-%' ORDER BY n LIMIT 1"
        ).fetchone()
    void_case(sample, case_id, "Logged twice.")
    blocks = document_of(sample, "annual", build_pack(sample, next_year)).blocks
    place = next(n for n, block in enumerate(blocks) if getattr(block, "words", "") == RESTATED)
    said = blocks[place + 2].items
    assert "Table 1b, 2024-25, Total: 527, published as 528 on 15 October 2025." in said
    publication.withdraw(sample, one.id, "Wrong.")
    assert restatements(sample, build_pack(sample, next_year)) == ()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Enquiries of the Mayor rose to 31 in the year.", ["31"]),
        ("There were 528 new cases, and 124 came from Members of Parliament.", []),
        ("In 2024-25 we answered 31% of the Mayor's letters and paid £31.", []),
        ("We met 31 families at the forum.", []),
    ],
)
def test_a_number_that_the_tables_hide_is_found_in_the_narrative(sample_pack, text, said):
    tables = [table for table in sample_pack("2024-25").tables if table.code in ("1b", "2a")]
    cover = cover_of(tables, DisclosureLimits())
    mayor = next(t for t in tables if t.code == "1b").cell("2024-25", "Mayor enquiry")
    found = hidden_numbers_in(text.replace("31", str(mayor.value)), tables, cover)
    assert [each.said for each in found] == [str(mayor.value)] * len(said)


def test_which_cases_changed_in_equalities_is_told_only_to_those_who_may_see_them(after):
    one = published(after)[0]
    with after.reading_lists() as raw:
        (case_id,) = raw.execute(
            "SELECT id FROM case_list WHERE kind = 'CORP' AND received_on LIKE '2024-07-%' ORDER BY n LIMIT 1"
        ).fetchone()
    void_case(after, case_id, "Logged twice.")
    seen = {cell.place: cell for cell in restated(after, one).cells if cell.place.code == "17a"}
    assert any(cell.went for cell in seen.values())
    after.person = Person("auditor", "An Auditor", role="auditor")
    told = {cell.place: cell for cell in restated(after, one).cells if cell.place.code == "17a"}
    assert told.keys() == seen.keys()
    assert not any(cell.came or cell.went for cell in told.values())
