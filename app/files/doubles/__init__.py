"""Files that seem to be there twice: said to the reader, never in anybody's way."""
