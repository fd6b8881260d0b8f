"""Work to be done: mine, the list, the board."""
