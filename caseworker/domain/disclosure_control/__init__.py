"""Statistical disclosure control: what a publication copy hides, so that nothing hidden can be computed.

Question: how is it certain that subtraction between tables betrays nothing? Choice: every hidden number needs a proof,
another set of figures that fits all that is shown and in which it differs; numbers are hidden until each has one. Cost:
now and then a number more is hidden than a solver of linear programmes would hide. Whoever knows how the numbers were
chosen may guess better than the proofs say; no method with shown totals prevents that. Source: rule book 10.3.
"""

from caseworker.domain.disclosure_control.audit import Exposure, audit
from caseworker.domain.disclosure_control.identifying import Finding, Identifying, find_identifying
from caseworker.domain.disclosure_control.marks import DisclosureLimits, Mark, printed
from caseworker.domain.disclosure_control.publishable import Identity, Number, Publishable, Share, Subset
from caseworker.domain.disclosure_control.suppression import Suppression, suppress

__all__ = [
    "DisclosureLimits",
    "Exposure",
    "Finding",
    "Identifying",
    "Identity",
    "Mark",
    "Number",
    "Publishable",
    "Share",
    "Subset",
    "Suppression",
    "audit",
    "find_identifying",
    "printed",
    "suppress",
]
