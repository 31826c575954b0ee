"""Named queries of periodic returns. Reads never change anything."""
