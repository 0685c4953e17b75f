"""Whole offices that share a hub: the store of the engine over real files."""
