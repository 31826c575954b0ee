"""Pages that belong to one matter alone. Everything common to matters is in the hall."""
