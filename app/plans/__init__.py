"""The plan of a project as its coordinator changes it: stages, their days, what their gates ask."""
