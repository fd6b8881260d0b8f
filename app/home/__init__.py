"""My day, and the pages about the reader."""
