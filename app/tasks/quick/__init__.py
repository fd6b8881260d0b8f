"""A task written in one line: its day, people, priority, stage and labels, in three languages at once."""
