"""Letters: one text file each (resources/letters/), filled with facts, put on paper and into words.

Question: where does the wording of a letter live? Choice: in text files with a short head and named places, without
any logic: two situations are two letters. Its history is then a diff that a complaints manager can read. Cost: more
files, with some sentences in several of them; contact details are kept once, in resources/letters/blocks/.

Files: text_file.py (a head and a body) · template.py (read a letter) · body.py (the body's few signs) · facts.py (what
a place may be called) · filling.py (fill it) · catalogue.py (all letters) · compose.py (a letter for a person) ·
as_text.py and as_pdf.py (the letter to be read).
"""
