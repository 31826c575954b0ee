"""The one error of this package."""


class ClusterError(RuntimeError):
    """数据库无法使用. The text says why and what to do, in Chinese, for the person at the terminal."""
