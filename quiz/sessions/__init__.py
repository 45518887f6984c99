"""Doing a plan: the phases of a session, the record of it, what comes next, the calendar."""
