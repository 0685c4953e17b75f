"""The checks before a letter goes: what each looks at in a text, apart from the case. Standard library only.

Question: may a check be passed over? Choice: what the law or another person's safety forbids may not; what a person can
judge may, with a word why, which is kept with the letter. Cost: a writer now and then has to say why.
Source: interface rule S10; rule book 9.1.
"""

from caseworker.domain.letter_checks.check import Check, State, in_order, is_settled, unmet

__all__ = ["Check", "State", "in_order", "is_settled", "unmet"]
