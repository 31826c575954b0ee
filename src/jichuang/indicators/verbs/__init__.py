"""Every write of the room."""

from jichuang.indicators.verbs.observations import load_publications, record_observation

__all__ = ["load_publications", "record_observation"]
