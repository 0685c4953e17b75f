"""The pages that take things out of the office: everything, and the disclosure log."""
