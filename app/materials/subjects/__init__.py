"""Whom and what materials are about: persons, events and places of history."""
