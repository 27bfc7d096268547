"""Thin adapters between a messenger and `Incoming` / the outbox."""
