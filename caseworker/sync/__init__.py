"""Sharing one office between computers: changesets go to a hub and come from it; every computer merges them alike.

`port` says what a hub and a store can do; `exchange` is the engine, which knows neither network nor clock of its own;
`memory`, `share` and `postgres` are hubs. Source: decisions 5 to 8; offline rules P1 to P13.
"""
