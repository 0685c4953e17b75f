"""Drafts: saving what is being typed by itself, listing it, and taking it up again where it was left (P1, U1, S4).

Question: who remembers that a page has unsaved words? Choice: one `Autosave` for each editable page; the page says how
to read itself and when it was touched, and knows no timers. Cost: a page must tell it when it is finished or discarded.
"""
