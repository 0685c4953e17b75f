"""Letters: their files, their filling, and what stands on the page."""
