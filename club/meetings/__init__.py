"""When a club meets."""
