"""The left column of a letter that is being written: one module for each of its sections."""
