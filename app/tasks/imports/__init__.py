"""Tasks from a spreadsheet: read as a table, its columns matched, every line tried, then brought in as one deed."""
