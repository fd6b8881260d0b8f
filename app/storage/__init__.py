"""Bytes kept under names of our own choosing, in a folder now and in other stores later."""
