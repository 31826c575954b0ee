"""Pages of the registry: registers, entries, import centre, parties. Permission is asked on every address."""
