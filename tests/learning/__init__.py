"""Points of complaint, outcomes, actions, compensation and learning."""
