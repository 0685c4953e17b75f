"""The casework: runs and is tested without a screen.

Question: where does a rule live? Choice: here, under its domain name, and never in the window. Cost: the window asks
for everything through `actions` and the `Office`.
"""

__version__ = "0.8.0"
