"""The hall's pages: catalogue, guide, self-test, filing, tracking, the desk, publicity. Writes only through verbs."""
