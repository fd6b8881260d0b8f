"""Copies of a whole installation, made while it runs, and the way back from one.

A folder of backups holds `files/`, the bytes of all of them, each once, and a folder for each, named by its hour: the
database as one file, `manifest-sha256.txt` (which `sha256sum --check` reads), and the key that the links in letters are
made with, where it is kept in the data folder.
"""
