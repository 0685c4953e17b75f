"""The settings page: one's own look, who is at the keyboard, the office, its letterhead, its staff, its safety.

Question: one form or several? Choice: a list of sections, each its own small form that saves for itself. Cost: there is
no single Save for everything.
"""
