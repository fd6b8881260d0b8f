"""Meetings that recur: the days of a rule, each of them a meeting of its own."""
