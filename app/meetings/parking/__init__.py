"""The parking place: topics of a project that wait for a meeting."""
