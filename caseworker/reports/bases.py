"""How the tables count, in the words printed under them. Source: rule book section 10 (default basis), 1.5."""

from __future__ import annotations

RECEIVED_POPULATION = "Stage 1 complaints and enquiries, whatever became of them."
RECEIVED_BASIS = (
    "Counted by date received and type as received, whatever became of the case. Not counted here: later "
    "stages, information requests, compliments, comments and void entries."
)
ON_TIME_RULE = (
    "On time means answered no later than the date in force at the time: the extended date where there "
    "is one, otherwise the due date. Open cases never count as on time. Percentages are rounded half up; "
    "n/a where nothing was due."
)
ON_TIME_BASIS = (
    f"Counted by date received and type as received. {ON_TIME_RULE} Historic case reviews are left out."
)
"""By the current deadline, on the received basis."""
