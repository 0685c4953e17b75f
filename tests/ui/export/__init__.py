"""Tests of the pages that take things out of the office."""
