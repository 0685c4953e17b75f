"""Tests of what is printed: the record of a case, bundles."""
