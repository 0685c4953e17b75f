"""From double click to window: which office, whose key, one start at a time; and the main job without a screen.

Question: what may happen before there is a window? Choice: only the questions without whose answers no office can be
opened. Cost: a long upgrade or the building of the sample office has a small window of its own.
"""
