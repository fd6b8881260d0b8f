"""What a project shows to everybody: its published materials, whom and what they are about, and the chronicle."""
