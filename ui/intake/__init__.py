"""Logging a contact while the caller is on the line (interface rules 4.1, P2, S2 to S5).

Question: one form for every kind, or a form each? Choice: one form whose labels, needs and parts follow the kind,
because the kind often changes during the call. Cost: what was typed stays in sight, even where the new kind does not
ask it.
"""
