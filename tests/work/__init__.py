"""The work around cases: links, contributions, chasing, bulk changes, absence, the start of the day."""
