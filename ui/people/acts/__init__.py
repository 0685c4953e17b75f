"""The acts on a person, each a small page in place of the person's."""
