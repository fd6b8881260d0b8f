"""Files that hang on a task."""
