"""Many materials at once: their fields, words found and replaced, and their moves, each looked at first."""
