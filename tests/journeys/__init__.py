"""Whole stories, in the words of the casework: from a first start to a quarter's tables."""
