"""Tests of one letter for many cases."""
