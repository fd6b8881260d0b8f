"""Labels: short words of a project's own by which its tasks are sorted and found."""
