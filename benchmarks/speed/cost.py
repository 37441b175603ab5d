"""What an archive costs, by the measured seconds of the processor and a price."""

from typing import Any

ARCHIVE = 100_000_000
_HOURS_A_DAY = 24
_CORES = 100


def cost(figures: dict[str, Any], price: float) -> dict[str, Any]:
    """The cost of one article and of 100 million: core-seconds of an article times the price of a core for an hour.

    Args:
        figures: what ``stages.measured`` gives.
        price: of one core for an hour, in whatever money.
    """
    seconds = {
        "gated, articles as they come": figures["mixed"]["ways"]["code gated"]["cpu s/article"],
        "every article in full": figures["relevant"]["ways"]["code"]["cpu s/article"],
    }
    return {"price of a core-hour": price, **{name: _of(one, price) for name, one in seconds.items()}}


def _of(seconds: float, price: float) -> dict[str, float]:
    hours = seconds / 3600
    return {
        "core-seconds an article": seconds,
        "one article": round(hours * price, 9),
        "100 million articles": round(hours * price * ARCHIVE, 2),
        f"days on {_CORES} cores": round(hours * ARCHIVE / _CORES / _HOURS_A_DAY, 1),
    }
