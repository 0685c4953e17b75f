"""What letters say of a case: facts, recipients, and which letter is offered first."""
