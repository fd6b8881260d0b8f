"""Cut a large picture into parts: run alone, in a process of its own that reaches nothing of the service."""
