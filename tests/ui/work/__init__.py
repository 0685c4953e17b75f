"""The work around cases on screen."""
