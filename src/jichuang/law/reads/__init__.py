"""Named queries of the room. Reads never change anything and never ask who is looking: pages decide that."""
