"""The checks before a letter goes, a council's own wordings, standard paragraphs."""
