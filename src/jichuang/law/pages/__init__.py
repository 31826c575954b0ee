"""Pages of the room: each reads the request, asks policy or `reads`, and draws."""
