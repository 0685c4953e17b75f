"""Working days: Monday to Friday, less bank holidays.

Complaints and enquiries count the bank holidays of England and Wales. Freedom of information requests
leave out the bank holidays of every part of the United Kingdom (Freedom of Information Act 2000, s.10(6)).
"""

from bisect import bisect_right
from datetime import date, timedelta

# Bank holidays in England and Wales, 2012 to 2027, substitute days included.
BANK_HOLIDAYS = frozenset(
    date.fromisoformat(d)
    for d in """
2012-01-01 2012-01-02 2012-04-06 2012-04-09 2012-05-07 2012-06-04 2012-06-05 2012-08-27 2012-12-25 2012-12-26
2013-01-01 2013-03-29 2013-04-01 2013-05-06 2013-05-27 2013-08-26 2013-12-25 2013-12-26
2014-01-01 2014-04-18 2014-04-21 2014-05-05 2014-05-26 2014-08-25 2014-12-25 2014-12-26
2015-01-01 2015-04-03 2015-04-06 2015-05-04 2015-05-25 2015-08-31 2015-12-25 2015-12-26 2015-12-28
2016-01-01 2016-03-25 2016-03-28 2016-05-02 2016-05-30 2016-08-29 2016-12-25 2016-12-26 2016-12-27
2017-01-01 2017-01-02 2017-04-14 2017-04-17 2017-05-01 2017-05-29 2017-08-28 2017-12-25 2017-12-26
2018-01-01 2018-03-30 2018-04-02 2018-05-07 2018-05-28 2018-08-27 2018-12-25 2018-12-26
2019-01-01 2019-04-19 2019-04-22 2019-05-06 2019-05-27 2019-08-26 2019-12-25 2019-12-26
2020-01-01 2020-04-10 2020-04-13 2020-05-08 2020-05-25 2020-08-31 2020-12-25 2020-12-26 2020-12-28
2021-01-01 2021-04-02 2021-04-05 2021-05-03 2021-05-31 2021-08-30 2021-12-25 2021-12-26 2021-12-27 2021-12-28
2022-01-01 2022-01-03 2022-04-15 2022-04-18 2022-05-02 2022-06-02 2022-06-03 2022-08-29 2022-09-19
2022-12-25 2022-12-26 2022-12-27
2023-01-01 2023-01-02 2023-04-07 2023-04-10 2023-05-01 2023-05-08 2023-05-29 2023-08-28 2023-12-25 2023-12-26
2024-01-01 2024-03-29 2024-04-01 2024-05-06 2024-05-27 2024-08-26 2024-12-25 2024-12-26
2025-01-01 2025-04-18 2025-04-21 2025-05-05 2025-05-26 2025-08-25 2025-12-25 2025-12-26
2026-01-01 2026-04-03 2026-04-06 2026-05-04 2026-05-25 2026-08-31 2026-12-25 2026-12-26 2026-12-28
2027-01-01 2027-03-26 2027-03-29 2027-05-03 2027-05-31 2027-08-30 2027-12-25 2027-12-26 2027-12-27 2027-12-28
""".split()
)
# Weekdays that are bank holidays in Scotland or Northern Ireland only.
ELSEWHERE_IN_THE_UK = frozenset(
    date.fromisoformat(d)
    for d in """
2012-01-03 2012-03-19 2012-07-12 2012-08-06 2012-11-30 2013-01-02 2013-03-18 2013-07-12 2013-08-05 2013-12-02
2014-01-02 2014-03-17 2014-07-14 2014-08-04 2014-12-01 2015-01-02 2015-03-17 2015-07-13 2015-08-03 2015-11-30
2016-01-04 2016-03-17 2016-07-12 2016-08-01 2016-11-30 2017-01-03 2017-03-17 2017-07-12 2017-08-07 2017-11-30
2018-01-02 2018-03-19 2018-07-12 2018-08-06 2018-11-30 2019-01-02 2019-03-18 2019-07-12 2019-08-05 2019-12-02
2020-01-02 2020-03-17 2020-07-13 2020-08-03 2020-11-30 2021-01-04 2021-03-17 2021-07-12 2021-08-02 2021-11-30
2022-01-04 2022-03-17 2022-07-12 2022-08-01 2022-11-30 2023-01-03 2023-03-17 2023-07-12 2023-08-07 2023-11-30
2024-01-02 2024-03-18 2024-07-12 2024-08-05 2024-12-02 2025-01-02 2025-03-17 2025-07-14 2025-08-04 2025-12-01
2026-01-02 2026-03-17 2026-06-15 2026-07-13 2026-08-03 2026-11-30 2027-01-04 2027-03-17 2027-07-12 2027-08-02 2027-11-30
""".split()
)
FIRST, LAST = date(2012, 1, 1), date(2027, 12, 31)


def days_in(first, last):
    """Every calendar day from first to last, both included."""
    return [first + timedelta(days=i) for i in range((last - first).days + 1)]


ENGLAND_AND_WALES = [d for d in days_in(FIRST, LAST) if d.weekday() < 5 and d not in BANK_HOLIDAYS]
UNITED_KINGDOM = [d for d in ENGLAND_AND_WALES if d not in ELSEWHERE_IN_THE_UK]
_WORKING = frozenset(ENGLAND_AND_WALES)


def is_working_day(day):
    """Whether the day is a working day in England and Wales."""
    if not FIRST <= day <= LAST:
        raise ValueError(f"no bank holidays known for {day}")
    return day in _WORKING


def add_working_days(day, count, calendar=ENGLAND_AND_WALES):
    """The count-th working day after the given day; the day itself does not count."""
    if not FIRST <= day <= LAST:
        raise ValueError(f"no bank holidays known for {day}")
    return calendar[bisect_right(calendar, day) + count - 1] if count > 0 else day


def working_days_between(start, end, calendar=ENGLAND_AND_WALES):
    """Number of working days after start, up to and including end (0 if end is not later)."""
    return max(0, bisect_right(calendar, end) - bisect_right(calendar, start))


def month_days(year, month):
    """Every calendar day of a month."""
    first = date(year, month, 1)
    following = date(year + month // 12, month % 12 + 1, 1)
    return days_in(first, following - timedelta(days=1))
