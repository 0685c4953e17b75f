"""Settings for letters: their wordings and who approves them, standard paragraphs, signatures."""
