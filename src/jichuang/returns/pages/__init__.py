"""Pages of periodic returns: for the unit, for the officer."""
