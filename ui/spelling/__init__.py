"""Spelling in the window: marks under words, their menu, and the walk through them (F7)."""
