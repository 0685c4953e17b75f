"""The acts on a case as small pages: what they ask, what would follow in words, and the one button that does it (S7).

Question: a dialog or a page? Choice: a page in place of the tabs, under the banner, so that nothing is modal, text can
be large, and what was typed is kept like any draft. Cost: the page of the case must bring the focus back to the opener.
"""
