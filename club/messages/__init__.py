"""Every kind of notice, and when it may go."""
