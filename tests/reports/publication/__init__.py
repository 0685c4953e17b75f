"""A copy for publication: what it hides, what is kept of it, and what is told of it later."""
