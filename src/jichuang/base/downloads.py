"""Headers of a download. Knows no file and no table."""

from urllib.parse import quote


def attachment(filename: str) -> str:
    """A Content-Disposition value that carries a Chinese file name to every browser (RFC 5987)."""
    return f"attachment; filename*=UTF-8''{quote(filename, safe='')}"
