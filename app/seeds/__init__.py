"""Data for trying the service out, and for measuring it."""
