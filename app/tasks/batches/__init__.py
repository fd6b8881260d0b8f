"""Many tasks changed or brought in at once, seen before it is done, and taken back in one step."""
