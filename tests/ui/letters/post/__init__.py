"""Tests of the page "Post"."""
