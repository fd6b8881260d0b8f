"""Letters: written as rows with their cause, sent once by the worker, shown to the coordinator."""
