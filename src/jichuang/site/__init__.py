"""One installation: settings, WSGI, URL root. Knows which rooms are installed, not what they do."""
