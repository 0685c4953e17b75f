"""The letter as a Word document: its styles, head, body and fixed bytes, each in its own module.

python-docx makes the package; what stands in it (styles, numbering, settings) is written here in full, because the
styles it ships are 400 kilobytes of another house's taste. Nothing of a person's text is ever read as markup: every
word goes through `runs.word_text` into a text node.
"""
