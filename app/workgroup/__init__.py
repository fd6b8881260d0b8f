"""Seats of a project: who sits where, with which duty, and how people are invited."""
