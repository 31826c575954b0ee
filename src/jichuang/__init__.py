"""冀创: a province's science-and-technology work plan as a running system. Rooms are listed in docs/explanation/rooms.md."""

__version__ = "0.1.0"
