"""The `jichuang` command. Reaches rooms by module path; knows no table of theirs."""
