"""What a topic of the agenda is about: tasks, materials, and the decision on the gate of a stage."""
