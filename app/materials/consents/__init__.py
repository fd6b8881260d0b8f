"""What people agreed to, kept with the signed paper: without it nothing about the living is published."""
