"""Tests of the pages of people."""
