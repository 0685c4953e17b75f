"""Tests of the documents: annual report, packs, sheets."""
