"""Blood-pressure readings."""
