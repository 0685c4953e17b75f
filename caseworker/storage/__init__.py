"""The local file: opening, upgrading, backing up, and the tables within.

Question: how is special-category data kept on an office PC so that it is quick, private and never lost?
Choice: one encrypted SQLite file on a local disk, opened by `database.py` alone; an append-only change log
with projections beside it; a copy before every upgrade. Cost: sharing between PCs needs a hub, for SQLite
on a network drive is not safe (decision 6 of the project: the working file is always local).
"""
