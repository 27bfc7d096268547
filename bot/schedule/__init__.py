"""APScheduler is the clock, tables are the memory."""
