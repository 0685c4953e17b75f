"""Values and rules; standard library only.

Question: what may the law of a deadline depend on? Choice: on nothing but values passed in, so that it can be read,
tested and shown beside its statute. Cost: storage makes these values from rows, one by one.
"""
