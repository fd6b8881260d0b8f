"""Files that a table names for its materials: a folder of scans finds its materials by the names alone."""
