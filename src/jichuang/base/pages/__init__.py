"""Pages of the kit: health, demonstration clock, demonstration mailbox."""
