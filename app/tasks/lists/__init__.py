"""The list of tasks as somebody wants it: its order, its columns, kept under a name, taken out as a table."""
