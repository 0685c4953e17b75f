"""Points, actions, compensation and learning on the screen."""
