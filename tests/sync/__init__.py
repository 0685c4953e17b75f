"""Sharing: hubs, the engine, offices that meet, whatever happens in between."""
