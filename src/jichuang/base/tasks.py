"""Jobs of the kit, imported by every process so that the worker knows them."""

from jichuang.base.mail import deliver

__all__ = ["deliver"]
