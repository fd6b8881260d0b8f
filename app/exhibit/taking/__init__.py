"""The exhibition as a copy that opens from a disk: no server, no form, no script."""
