"""The pages about cases: the lists (work list, all cases, search, cases behind a figure) and the case itself.

Question: what does a list of 100,000 cases hold in memory? Choice: the numbers of all its cases and the lines of those
seen lately; order and filter are the office's work, in SQL. Cost: a row far away shows "Loading" for a moment.
"""
