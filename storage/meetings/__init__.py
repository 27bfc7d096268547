"""Rules, occurrences and answers."""
