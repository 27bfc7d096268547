"""The domain: pure rules without I/O, clock or chat. `now` and `today` are parameters."""
