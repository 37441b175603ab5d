"""Messages sent through apprise: mail, chats, phones."""

from dataclasses import dataclass
from typing import Any

from dragoman.alerts.delivery import NotDeliveredError
from dragoman.alerts.message import Message, text_of, title_of
from dragoman.errors import UsageError
from dragoman.extras import library


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """A service that apprise knows.

    Attributes:
        place: the kind of service.
        notifier: apprise's own object, with the one address in it.
    """

    place: str
    notifier: Any

    def send(self, message: Message) -> str:
        """Hand a message to apprise as plain text; what came of it.

        Raises:
            NotDeliveredError: if apprise says that it has not arrived.
        """
        text = f"{text_of(message.body)}\n[{message.id[:12]}]"  # by which people know a repeated message
        try:
            done = self.notifier.notify(title=title_of(message.body), body=text, body_format="text")
        except Exception as problem:  # a plugin may fail in any way; the message must not be lost by it
            raise NotDeliveredError(f"apprise failed ({type(problem).__name__})") from None
        if not done:
            raise NotDeliveredError("apprise could not deliver it")
        return "delivered by apprise"


def open_service(name: str, url: str) -> Service:
    """The service at an address of apprise.

    Raises:
        UsageError: if the extra ``alerts`` is not installed, or apprise does not know such an address.
    """
    apprise = library("apprise", "alerts")
    asset = apprise.AppriseAsset(app_id="Dragoman", secure_logging=True, async_mode=False, plugin_paths=[])
    notifier = apprise.Apprise(asset=asset)
    if not notifier.add(url) or len(notifier) != 1:
        raise UsageError(f"apprise target {name!r}: its address is none that apprise knows")
    return Service(place=f"apprise {notifier[0].service_name}", notifier=notifier)
