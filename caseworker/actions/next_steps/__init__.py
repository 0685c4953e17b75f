"""The one next step of a case, by its procedure: words, and the command that does it.

Question: what should a caseworker who opens a case do first? Choice: each procedure names one step for each state of
its cases, and a state without one is a fault that a test looks for. Cost: a new step in a table of moves may need a
line here too.
"""
