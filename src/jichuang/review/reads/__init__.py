"""Named queries of expert review. Reads never change anything."""
