"""The life of a letter: draft, review, approval, post, return, correction."""
