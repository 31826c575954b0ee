"""A process that kills itself, or the whole group it runs in, with signal 9 at a numbered point: before each statement, before each commit, after each commit.

Points are counted from `arm(n)` on; n = 0 never dies and only counts. Nothing of the house knows of it.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from typing import Any

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created


class Fuse:
    """How many points have passed, and at which one the process ends."""

    def __init__(self) -> None:
        self.passed, self.at, self.whole_group = 0, 0, False
        self.commits: list[int] = []
        self._commit = BaseDatabaseWrapper._commit

    def install(self) -> None:
        """Puts the points in; call it once in a process."""
        fuse, commit = self, self._commit

        def watched(wrapper: BaseDatabaseWrapper) -> Any:
            fuse.point()
            done = commit(wrapper)
            fuse.commits.append(fuse.passed + 1)
            fuse.point()
            return done

        BaseDatabaseWrapper._commit = watched  # type: ignore[method-assign]
        connection_created.connect(self._watch, weak=False)

    def arm(self, at: int, *, whole_group: bool = False) -> None:
        """Counts anew and dies at point `at`, with everything in its process group when asked."""
        self.passed, self.at, self.commits, self.whole_group = 0, at, [], whole_group
        self._watch(connection=connection)

    def _watch(self, connection: BaseDatabaseWrapper, **_: Any) -> None:
        """A job works in a thread of its own, on a connection of its own."""
        if self.statement not in connection.execute_wrappers:
            connection.execute_wrappers.append(self.statement)

    def statement(self, execute: Callable[..., Any], *given: Any) -> Any:
        """Django's wrapper around one statement."""
        self.point()
        return execute(*given)

    def point(self) -> None:
        """One point: the process may end here, without a word to anybody."""
        self.passed += 1
        if self.passed == self.at:
            (os.killpg if self.whole_group else os.kill)(
                0 if self.whole_group else os.getpid(), signal.SIGKILL
            )


FUSE = Fuse()
