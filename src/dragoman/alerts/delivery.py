"""What every way of sending has in common."""

from typing import Protocol

from dragoman.alerts.message import Message
from dragoman.errors import DragomanError


class NotDeliveredError(DragomanError):
    """A message has not arrived, as far as we know.

    Attributes:
        retry_at: the receiver asked not to come back before this time (seconds since 1970), or None.
    """

    def __init__(self, problem: str, *, retry_at: float | None = None) -> None:
        super().__init__(problem)
        self.retry_at = retry_at


class Carrier(Protocol):
    """Sends messages to one target."""

    @property
    def place(self) -> str:
        """Where to, in words that give no secret away."""

    def send(self, message: Message) -> str:
        """Send a message; what the receiver said.

        Raises:
            NotDeliveredError: if it has not taken it.
        """
        ...
