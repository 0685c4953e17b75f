"""How a letter greets somebody."""

from __future__ import annotations

import pytest

from caseworker.domain.salutations import first_name, salutation_for


@pytest.mark.parametrize(
    ("name", "greeting"),
    [
        ("Ms Siân Wyn", "Dear Ms Wyn"),
        ("ms. Siân Wyn", "Dear Ms Wyn"),
        ("Siân O’Brien", "Dear Siân O’Brien"),
        ("Mr and Mrs Wyn", "Dear Mr and Mrs Wyn"),
        ("Mr & Mrs J. Wyn", "Dear Mr and Mrs Wyn"),
        ("Dr Anna van der Berg", "Dear Dr van der Berg"),
        ("Cllr Jo Bell", "Dear Councillor Bell"),
        ("The Rt Hon Sir John Smith KC MP", "Dear Sir John"),
        ("Nia Bowen MP", "Dear Nia Bowen"),
        ("Prof. Ada Cole OBE", "Dear Professor Cole"),
        ("Mx Łukasz Żółć", "Dear Mx Żółć"),
        ("Ms", "Dear Ms"),
        ("Cher", "Dear Cher"),
        ("   ", ""),
        ("", ""),
    ],
)
def test_a_title_brings_the_family_name_and_no_title_the_full_name(name: str, greeting: str) -> None:
    assert salutation_for(name) == greeting


def test_a_child_is_greeted_by_the_first_name() -> None:
    assert salutation_for("Gethin O’Brien", is_child=True) == "Dear Gethin"
    assert salutation_for("Miss Asha Khan", is_child=True) == "Dear Asha"
    assert (first_name("Gethin O’Brien"), first_name("Ms Siân Wyn"), first_name("")) == ("Gethin", "Siân", "")
