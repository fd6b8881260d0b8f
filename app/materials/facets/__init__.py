"""By what a collection is narrowed down, with how many materials each choice leaves."""
