"""What the bot does. Handlers know no channel: they take an `Incoming` and answer with `Reply` values."""
