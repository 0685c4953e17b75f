"""Figures somebody printed, laid beside ours: where they differ, and where the print contradicts itself."""
