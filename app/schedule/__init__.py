"""Work in time: the timeline, the calendar, who has how much to do."""
