"""What other features may ask of joining: the question for one's phone, and what a wrong code costs."""

from handlers.joining.claim import asks_for_phone
from handlers.joining.wrong_codes import unknown as unknown_code
from handlers.joining.wrong_codes import waiting_until

__all__ = ["asks_for_phone", "unknown_code", "waiting_until"]
