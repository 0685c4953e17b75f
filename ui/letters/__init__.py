"""The letter page: change what is free, read the letter as it will be printed, keep it, print it.

Question: what is looked at before printing? Choice: the very bytes that are kept and printed, as pictures, with the
same words as text beside them for a screen reader. Cost: each change writes the whole letter anew (some 20 ms).
"""
