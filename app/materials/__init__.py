"""What the project collects about persons and events, and how it is checked."""
