"""What a caseworker can do: one module for each act, used by the window and the command line alike.

Question: where is it decided whether something may be done? Choice: here, once; each act checks the rule and the
person's permission, appends one changeset for each case it touches, and says what it touched. Cost: a screen that wants
two acts at once must ask for a third that does both.
"""
