"""People: the list of everybody known, the page of one person, and what is done there.

Question: where is somebody found who stands only in a case? Choice: in the same list; their page offers to take them
into the register, and every act on it does so by itself. Cost: one person may have several lines until they are linked.
"""
