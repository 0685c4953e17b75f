"""Tests of the import window, with the example office and by keyboard."""
