"""What leaves the office on paper besides letters: the record of a case, and bundles."""
