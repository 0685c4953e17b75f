"""Shared parts (fields, table, banner, tags, timeline): one widget to a file, no knowledge of any page.

Question: where does the look live? Choice: in the style and the tokens (`ui.theme`), so a part holds structure and
words only. Cost: a part asks `tokens()` when it paints, and listens to `theme().changed`.
"""
