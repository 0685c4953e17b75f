"""Everything out: every record, letter and file of the office as CSV, JSON and folders; and the disclosure log."""
