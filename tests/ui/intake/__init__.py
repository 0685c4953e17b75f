"""Tests of the intake page."""
