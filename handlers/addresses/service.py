"""What other features may ask of addresses: to link the chat that typed such a code."""

from handlers.addresses.dialogue import begin as begin_linking

__all__ = ["begin_linking"]
