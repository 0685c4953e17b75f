"""The desk of the intake tests serves here too."""

from tests.ui.intake.conftest import desk, new_desk

__all__ = ["desk", "new_desk"]
