"""The window, without a screen: parts, frame and pages, with fake actions."""
