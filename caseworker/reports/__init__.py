"""The tables a council publishes, and what they are printed on.

A report says what it asks; building it gives a `Table`, and screen, CSV, JSON and PDF print any
table. Decision: a cell keeps the groups of cases it was added up from. Totals are made by joining
groups and not by adding numbers; the cost is a few thousand references held while a table is shown,
the gain that each number opens its cases and can be checked against its neighbours (`checks.py`).
"""
