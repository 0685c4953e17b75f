"""One letter for many cases: chosen and written once, looked at one by one, approved and printed together."""
