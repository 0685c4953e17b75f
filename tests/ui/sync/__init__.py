"""Tests of sharing in the window."""
