"""Requests for information: the page that lists them, the steps of one, its exemptions and the cost calculator."""
