"""The kernel of the conversation: what came in is understood, answered, and put into words."""
