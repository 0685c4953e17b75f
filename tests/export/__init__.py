"""Tests of everything out, and of the disclosure log."""
