"""Moves: every kind of case carried along its steps, and the rules that stop it."""
