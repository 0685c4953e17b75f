"""The Postgres hub: on a server of the tests' own, as ordinary logins, with real processes."""
