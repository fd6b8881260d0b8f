"""What the group holds: drafted, announced, held, written up."""
