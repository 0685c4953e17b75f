"""Tests of files on screen: the tab of a case, the page of a file, emails imported."""
