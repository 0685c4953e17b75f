"""Keys: who can open the file, and how a lost passphrase is survived.

Question: the file holds special-category data about children on an ordinary office PC that can be stolen,
sold or copied. What keeps it shut, and what keeps it from being shut for ever? Choice: the database is
encrypted with a random 256-bit file key that never leaves memory in the clear; beside the file lie *wraps*,
copies of that key each locked with one secret (the operating system's keyring, a passphrase, a recovery key
on paper). Cost: whoever has one of the secrets and the folder has the data; a person who loses all of them
has nothing, and nobody can help. Changing a secret rewrites a wrap and never the database (S5).

What this does not stop: a program running as the same signed-in person, a memory dump of the running
program, or the sample office, whose key is published on purpose.

This package is below `storage`, which may import it; it knows no database.
"""
