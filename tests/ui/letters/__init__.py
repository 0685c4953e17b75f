"""Tests of this page, with the example office and by keyboard."""
