"""The speed figures of `make bench`: 100,000 cases, each figure a ratio to a bare lower limit of the same run.

Question: what does a number of milliseconds say on another computer? Choice: nothing, so each figure is measured
beside the least work that could do the same (bare SQL, a bare window, a bare canvas). Cost: the bare twins must be
kept honest.
"""
