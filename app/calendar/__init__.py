"""Meetings as calendars understand them."""
