"""Facts of the room: what was published or counted about a region and a period."""

from jichuang.indicators.models.observations import Observation

__all__ = ["Observation"]
