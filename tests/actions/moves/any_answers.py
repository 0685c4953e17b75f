"""Answers to the questions of any move, thrown by dice: mostly such as a person could give."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Any

from caseworker.domain.move import Ask, Move
from caseworker.office import Office

WORDS = ("Ann Inwood", "Ivy Peers", "Mo", "O’Brien & <b>Söhne</b>", "A meeting on Tuesday.", " ")


def answers_to(dice: Random, office: Office, move: Move, first_day: date, *, whole: bool) -> dict[str, Any]:
    """Return answers to every question that is needed, and to some of the others.

    Args:
        first_day: when the stage began; days that have happened lie between it and today.
        whole: to all of the others too, with today as every day.
    """
    return {
        ask.name: office.clock.today()
        if whole and ask.kind == "day"
        else answer_to(dice, office, ask, first_day)
        for ask in move.asks
        if whole or ask.needed or dice.random() < 0.5
    }


def answer_to(dice: Random, office: Office, ask: Ask, first_day: date) -> Any:
    """Return what may be answered to a question."""
    today = office.clock.today()
    if ask.kind == "day":
        if ask.ahead and dice.random() < 0.7:
            return today + timedelta(days=dice.randrange(60))
        since = (today - first_day).days
        return today if dice.random() < 0.5 else first_day + timedelta(days=dice.randint(0, max(0, since)))
    if ask.kind in ("choice", "options", "many"):
        codes = (
            [code for code, _words in ask.values]
            if isinstance(ask.values, tuple)
            else [entry.code for entry in office.vocabulary.entries(ask.values)]
        )
        return dice.sample(codes, min(2, len(codes))) if ask.kind == "many" else dice.choice(codes)
    if ask.kind == "points":
        return []
    if ask.kind == "tick":
        return ask.needed or dice.random() < 0.5
    if ask.kind == "pounds":
        return dice.choice((0, 50.0, 250.5))
    if ask.kind == "number":
        return dice.randrange(40)
    return dice.choice(sorted(office.staff)) if ask.kind == "staff" else dice.choice(WORDS)
