"""Blood pressure and signs of danger: read, graded, never diagnosed."""
