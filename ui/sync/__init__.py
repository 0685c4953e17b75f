"""Sharing as the window knows it: the thread that meets the hub, what the status bar says, the page of conflicts."""
