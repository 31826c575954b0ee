"""Content-addressed files in the data directory. Knows no case and no material: the owning room checks permission."""

from jichuang.base.files.limits import Limits
from jichuang.base.files.serving import response
from jichuang.base.files.storing import keep, open_file, path_of, store, store_bytes
from jichuang.base.models import StoredFile

__all__ = ["Limits", "StoredFile", "keep", "open_file", "path_of", "response", "store", "store_bytes"]
