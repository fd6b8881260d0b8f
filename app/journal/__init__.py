"""What happened: who did what to which thing, when, with the old and the new value of each field."""
