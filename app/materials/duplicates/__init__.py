"""Persons who may be written down twice: suggested by the service, told apart or merged by a person alone."""
