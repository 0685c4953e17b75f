"""The reports page: choose a period, read a table, open the cases behind any figure, write it out.

Question: what does the window know of a report? Choice: a pack of tables, made by `caseworker.actions.reports`; every
cell is asked for its words and its cases and never counted here. Cost: the page cannot work out a figure by itself.
"""
