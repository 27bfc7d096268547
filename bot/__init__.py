"""The process: channels, delivery, the clock, the command line."""
