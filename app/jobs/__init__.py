"""Work that goes on behind the pages: rows of long work, and the few tasks that run them."""
