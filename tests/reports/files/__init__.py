"""Reports written into files: paper, charts, HTML, workbooks, CSV and JSON."""
