"""What must be true between tables: one file for each part of the reports, one `Identity` for each rule.

Within a table the totals declare themselves (`crosstab`). Everything is checked at every run.
"""

from __future__ import annotations

from caseworker.reports.identities.identity import Identity
from caseworker.reports.identities.information import INFORMATION_IDENTITIES
from caseworker.reports.identities.later_stages import LATER_STAGE_IDENTITIES
from caseworker.reports.identities.learning import LEARNING_IDENTITIES
from caseworker.reports.identities.outcomes import OUTCOME_IDENTITIES
from caseworker.reports.identities.people import PEOPLE_IDENTITIES
from caseworker.reports.identities.received import RECEIVED_IDENTITIES
from caseworker.reports.identities.trends import TREND_IDENTITIES
from caseworker.reports.identities.workload import WORKLOAD_IDENTITIES

IDENTITIES: tuple[Identity, ...] = (
    *RECEIVED_IDENTITIES,
    *OUTCOME_IDENTITIES,
    *LATER_STAGE_IDENTITIES,
    *INFORMATION_IDENTITIES,
    *PEOPLE_IDENTITIES,
    *LEARNING_IDENTITIES,
    *TREND_IDENTITIES,
    *WORKLOAD_IDENTITIES,
)

__all__ = ["IDENTITIES", "Identity"]
