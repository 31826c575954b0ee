"""命令行上的变动: `--vary-...` words to what may vary, and the plain choice when nothing is written."""

from __future__ import annotations

import argparse

from jichuang.methods.composite import words
from jichuang.methods.composite.climb import Aggregation
from jichuang.methods.composite.normalise import MinMax, Normalisers, Rank, ZScore
from jichuang.methods.composite.recipe import Recipe
from jichuang.methods.composite.treat import Treatments
from jichuang.methods.composite.uncertainty import Declared

PLAIN_NOISE = 0.25
PLAIN_WINMAX = (1, 2, 3, 4, 5)
DECLARING = (
    "vary_impute",
    "vary_winmax",
    "vary_normalise",
    "vary_weights",
    "vary_aggregate",
    "noise",
    "left_out",
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options that declare what varies."""
    for option, says in (
        ("--vary-impute", "填补办法还可以是这些"),
        ("--vary-normalise", "归一化办法还可以是这些"),
        ("--vary-weights", "定权办法还可以是这些"),
        ("--vary-aggregate", "合成办法还可以是这些"),
    ):
        parser.add_argument(option, nargs="+", default=[], metavar="RULE", help=says)
    parser.add_argument(
        "--vary-winmax", nargs="+", default=[], type=int, metavar="N", help="离群值点数还可以是这些"
    )
    parser.add_argument(
        "--noise", type=float, default=0.0, metavar="SHARE", help="每个权重上下浮动的幅度，如 0.25"
    )
    parser.add_argument("--left-out", action="store_true", help="每次可能去掉一项指标")
    parser.add_argument("--seed", type=int, default=1, help="随机数种子；相同则结果相同")


def declared(arguments: argparse.Namespace, recipe: Recipe) -> Declared:
    """What the options declare; the plain choice when they declare nothing."""
    if not any(getattr(arguments, each) for each in DECLARING):
        return plain(recipe)
    least = recipe.aggregate.least
    return Declared(
        tuple(words.imputer(each) for each in arguments.vary_impute),
        tuple(Treatments(words.treatment(each)) for each in arguments.vary_winmax),
        tuple(Normalisers(words.normaliser(each)) for each in arguments.vary_normalise),
        tuple(words.weighting(each) for each in arguments.vary_weights),
        tuple(Aggregation(words.aggregator(each), least=least) for each in arguments.vary_aggregate),
        arguments.noise,
        None,
        arguments.left_out,
    )


def plain(recipe: Recipe) -> Declared:
    """Weights ±25 %; 1 to 5 outlying points where outliers are treated; another scale where the scale is relative;

    the geometric mean too where every figure is above 0.
    """
    usual = recipe.normalise.usual
    positive = (isinstance(usual, MinMax) and usual.low > 0) or isinstance(usual, Rank)
    other: tuple[Normalisers, ...] = ()
    if isinstance(usual, MinMax):
        other = (Normalisers(Rank() if positive else ZScore()),)
    elif isinstance(usual, Rank | ZScore):
        other = (Normalisers(MinMax(1, 100)),)
    return Declared(
        treat=tuple(Treatments(words.treatment(n)) for n in PLAIN_WINMAX)
        if recipe.treat.usual.winmax
        else (),
        normalise=other,
        aggregate=(Aggregation(words.aggregator("gmean"), least=recipe.aggregate.least),) if positive else (),
        noise=PLAIN_NOISE,
    )
