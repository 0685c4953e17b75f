"""People and what their roles allow. Source: rule book section 11."""

from __future__ import annotations

import re
from datetime import date

import pytest

from caseworker.domain.staff import WORDS, Person, check_permitted, load_roles
from caseworker.errors import NotPermittedError
from caseworker.resources import RESOURCES

ROLES = load_roles(RESOURCES / "roles.toml")


def may(role: str) -> set[str]:
    allowed = set()
    for act in WORDS:
        try:
            check_permitted(Person("p", "Somebody", role=role), ROLES, act)
        except NotPermittedError:
            continue
        allowed.add(act)
    return allowed


def test_every_act_a_role_may_do_has_words_and_every_act_may_be_done_by_somebody() -> None:
    named = {act for role in ROLES.values() for act in role.may}
    assert named == set(WORDS)


def test_an_auditor_sees_everything_and_changes_nothing() -> None:
    assert may("auditor") == {"read", "report"}


def test_only_a_complaints_manager_makes_cases_void_imports_and_changes_the_staff_list() -> None:
    for act in ("void", "import", "staff"):
        assert [role for role in ROLES if act in may(role)] == ["complaints_manager"], act


def test_somebody_without_a_role_may_do_nothing() -> None:
    assert may("") == may("a role of tomorrow") == set()


def test_somebody_who_is_not_on_the_list_is_asked_who_they_are() -> None:
    with pytest.raises(NotPermittedError, match=r"Choose who you are first.* so you cannot log cases"):
        check_permitted(Person("", "Nobody", role="complaints_manager"), ROLES, "log")


def test_a_refusal_says_who_cannot_do_what_and_whom_to_ask() -> None:
    with pytest.raises(
        NotPermittedError, match=re.escape("Jo Bell (Auditor) cannot add notes. Ask a complaints manager.")
    ):
        check_permitted(Person("p", "Jo Bell", role="auditor"), ROLES, "note")


def test_every_act_that_an_action_asks_for_is_one_of_the_roles_words() -> None:
    asked = set()
    for path in (RESOURCES.parent / "caseworker").rglob("*.py"):
        asked |= set(re.findall(r'\.require\("(\w+)"\)', path.read_text(encoding="utf-8")))
    assert asked - set(WORDS) == set()
    assert {"log", "void", "read"} <= asked, "else this test finds nothing ever"


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2024, 3, 31), False),
        (date(2024, 4, 1), True),
        (date(2025, 3, 31), True),
        (date(2025, 4, 1), False),
    ],
)
def test_first_and_last_day_are_days_of_work(day: date, works: bool) -> None:
    person = Person("p", "Jo Bell", from_on=date(2024, 4, 1), to_on=date(2025, 3, 31))
    assert person.works_on(day) is works


def test_somebody_without_dates_works_here_always() -> None:
    assert Person("p", "Jo Bell").works_on(date(1999, 1, 1))
