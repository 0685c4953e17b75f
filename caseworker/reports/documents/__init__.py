"""Reports as documents: sections, sentences worked out from the cells, tables, charts, narrative of the period."""
