"""The work around cases on screen: the start of the day, chasing, changes of many cases, own views, gaps, services.

Question: one page "work" or parts of the pages people know? Choice: what is done to many cases is done in the list,
what is asked of services stands on the case; only the day, the chase and the gaps are pages. Cost: the list page and
the case page name these parts.
"""
