"""What came in, what goes out, where people are written to, and which question stands."""
