"""Tests of the pages about cases."""
