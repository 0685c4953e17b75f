"""Commands for developers: check the computer, make the calendar, the fonts and the sample office.

Question: where does work go that only makes files for the repository? Choice: here, as `python -m caseworker.dev.…`,
and nothing else imports it. Cost: such a command may need packages of requirements-dev.txt.
"""
