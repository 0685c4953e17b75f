"""Text with bold, italic, lists and headings: the field, its conversion to blocks, cleaned paste, spelling marks."""
