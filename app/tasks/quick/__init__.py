"""A task written in one line: what of the line is a day, a person, a priority or a stage, in three languages at once."""
