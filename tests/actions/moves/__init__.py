"""Moves made through the engine: stage by stage, and random walks through every kind of case."""
