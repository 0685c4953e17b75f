"""Every fact that letters know is found by somebody, and none of them tells what no letter may tell."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from caseworker.actions.edit import edit_case
from caseworker.actions.equalities import record_equalities
from caseworker.actions.letter_facts import PROVIDERS, letter_facts
from caseworker.actions.letters import letters_for
from caseworker.actions.look_up import list_page, open_case, query
from caseworker.actions.people_alerts import Alert, record_alert
from caseworker.domain.kinds import Kind
from caseworker.domain.letters import fact_text
from caseworker.errors import UnavailableError
from caseworker.letters.facts import BLOCKS, FACTS
from caseworker.office import Office
from tests.actions.letter_facts.help import facts_of
from tests.example_office import log_complaint
from tests.sample_copy import opened_copy


@pytest.fixture(scope="module")
def sample(built_sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """The sample office: live cases of every kind, and those of a year gone by."""
    with opened_copy(built_sample, tmp_path_factory.mktemp("facts") / "office") as opened:
        yield opened.office


@pytest.mark.parametrize("name", sorted(FACTS))
def test_every_fact_has_somebody_who_finds_it(name: str) -> None:
    assert name in PROVIDERS


def test_nobody_finds_what_letters_do_not_know() -> None:
    assert set(PROVIDERS) == set(FACTS)


@pytest.mark.parametrize("kind", list(Kind))
def test_a_new_case_of_any_kind_gives_its_facts_words_as_words_and_blocks_as_blocks(
    office: Office, kind: Kind
) -> None:
    facts = facts_of(office, log_complaint(office, kind=kind).case_id)
    for name, fact in facts.items():
        assert isinstance(fact, str) is (name not in BLOCKS), name
        assert fact_text(fact).strip(), f"{name} is empty and should have been left out"
    if kind is not Kind.COMMISSIONER:  # the days of an appeal begin with the decision notice
        assert facts["next_stage"], "what may follow is known from the first day"


def test_codes_and_machine_dates_stand_in_no_fact(office: Office) -> None:
    facts = facts_of(office, log_complaint(office, service="Corporate Parenting").case_id)
    told = " ".join(fact_text(fact) for name, fact in facts.items() if name not in ("case_ref", "summary"))
    assert "2025-10" not in told
    assert "looked_after" not in told


def test_no_letter_tells_of_adjustments_alerts_equalities_or_other_cases(office: Office) -> None:
    case_id = log_complaint(office).case_id
    log_complaint(office, full_name="Zelda Other", summary="A neighbour’s matter", children=())
    view = open_case(office, case_id)
    assert view.complainant is not None
    edit_case(office, view, view.complainant.id, {"adjustments": "WARNING-DOG loud"})
    alert = Alert("RISK-KNIFE", "Visit in pairs", "An incident", date(2025, 12, 1))
    record_alert(office, view.complainant.id, alert)
    record_equalities(office, case_id, view.complainant.id, {"religion": "jewish"})
    told = " ".join(fact_text(fact) for fact in facts_of(office, case_id).values())
    for secret in ("WARNING-DOG", "RISK-KNIFE", "jewish", "Jewish", "Zelda", "neighbour"):
        assert secret not in told


def test_every_live_case_of_the_sample_office_gives_facts_and_a_first_letter(sample: Office) -> None:
    rows = list_page(sample, query(sample))
    assert len(rows) > 20
    for row in rows:
        view = open_case(sample, row.case_id)
        facts = letter_facts(sample, view, sample.clock.today())
        assert facts["case_ref"] == row.reference
        codes = [choice.code for choice in letters_for(sample, view)]
        assert len(codes) == len(set(codes)) > 0, f"{row.kind.label} has no letter"


def test_texts_of_what_may_follow_name_only_what_is_found() -> None:
    from caseworker.actions.letter_facts.rights import _PLACES
    from caseworker.letters.rights import all_rights

    for situation, rights in all_rights().items():
        assert set(rights.places) <= set(_PLACES), situation


def test_a_fact_that_the_rules_cannot_give_is_left_out_and_the_others_stay(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    def beyond(_known: object) -> str:
        raise UnavailableError("The bank holidays of 2031 are not known.")

    case_id = log_complaint(office).case_id
    monkeypatch.setitem(PROVIDERS, "next_stage_by_date", beyond)  # type: ignore[arg-type]
    facts = facts_of(office, case_id)
    assert "next_stage_by_date" not in facts
    assert facts["case_ref"] == "CYP-2025-0001"
