"""WSGI entry point served by granian.

Everything the process keeps for its life (code, addresses, law, dictionaries: some 350,000 objects) is loaded before
the first request and set aside from the garbage collector: a full collection walks only what requests made, which
takes 10 ms where walking all of it took 200 ms, once in some ten requests of a board.
"""

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jichuang.site.settings")
application = get_wsgi_application()
get_resolver().check()  # imports the pages of every room
gc.collect()
gc.freeze()
