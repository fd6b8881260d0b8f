"""One box that finds what the reader may see."""
