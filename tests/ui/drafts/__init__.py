"""Tests of drafts: saving by themselves, the list, coming back."""
