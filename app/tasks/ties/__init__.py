"""What ties a task to other tasks and to things: what must be done first, and what it is about."""
