"""A project, or what its list is filtered to, as a BagIt package that an archive checks and keeps."""
