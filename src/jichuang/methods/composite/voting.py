"""投票: profiles of rankings and what plurality, Borda and Condorcet make of them. For small textbook cases and panels."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from jichuang.methods.composite.arrays import Matrix
from jichuang.methods.composite.errors import CompositeError


@dataclass(frozen=True)
class Profile:
    """`votes`: an order of all options, best first (a string of letters or a tuple) -> how many hold it."""

    votes: Mapping[tuple[str, ...] | str, float]

    @property
    def options(self) -> tuple[str, ...]:
        """The options in alphabetical order: rows and columns of `pairs`."""
        return tuple(sorted({option for order in self.votes for option in order}))

    def __post_init__(self) -> None:
        for order in self.votes:
            if tuple(sorted(order)) != self.options:
                raise CompositeError("profile", f"排序“{'、'.join(order)}”没有恰好包括全部选项一次")

    def plurality(self) -> Mapping[str, float]:
        """Option -> first places."""
        return {each: sum(n for order, n in self.votes.items() if order[0] == each) for each in self.options}

    def borda(self) -> Mapping[str, float]:
        """Option -> points: options below it, summed over votes."""
        most = len(self.options) - 1
        return {
            each: sum(n * (most - list(order).index(each)) for order, n in self.votes.items())
            for each in self.options
        }

    def pairs(self) -> Matrix:
        """(options, options): votes that put the row option above the column option."""
        out = np.zeros((len(self.options), len(self.options)))
        for order, count in self.votes.items():
            at = [self.options.index(each) for each in order]
            for position, upper in enumerate(at):
                out[upper, at[position + 1 :]] += count
        return out

    def condorcet_winner(self) -> str | None:
        """The option that beats every other; None when there is none (a cycle or a tie)."""
        matrix = self.pairs()
        beats = (matrix > matrix.T).sum(axis=1)
        winners = [
            each for each, wins in zip(self.options, beats, strict=True) if wins == len(self.options) - 1
        ]
        return winners[0] if winners else None

    def without(self, option: str) -> Profile:
        """The same votes with one option struck out."""
        out: dict[tuple[str, ...] | str, float] = {}
        for order, count in self.votes.items():
            rest = tuple(each for each in order if each != option)
            out[rest] = out.get(rest, 0) + count
        return Profile(out)


def reversals(profile: Profile, option: str) -> list[tuple[str, str]]:
    """Pairs whose Borda order turns round when an option is struck out: a warning to show beside Borda results."""
    before, after = profile.borda(), profile.without(option).borda()
    rest = [each for each in profile.options if each != option]
    return [
        (a, b)
        for at, a in enumerate(rest)
        for b in rest[at + 1 :]
        if (before[a] - before[b]) * (after[a] - after[b]) < 0
    ]
