"""Reading other systems' files: what each column means, what is taken from a row, and why not.

Question: may an import change a date that a family was told? Choice: no; what another system recorded is kept beside
what our own rules count, and the difference is shown. Columns without a home are kept as they are, as facts of the
case. Cost: a case carries some words twice, as a code and as they were imported.

Nothing here knows the database: `actions/imports.py` asks it and writes to it.
"""
