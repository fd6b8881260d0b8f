"""Answers that calendars send back by mail: a mailbox is read, and what belongs to an invitation of ours is kept."""
