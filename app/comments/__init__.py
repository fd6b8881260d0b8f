"""What people say to each other about a thing, and who wants to hear it."""
