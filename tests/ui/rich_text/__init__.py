"""Tests of the field for written text."""
