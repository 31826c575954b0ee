"""步骤的写法: `minmax:0,100`, `group-mean:COLUMN`, `amean` to the rules they name, and what may be written."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from jichuang.methods.composite.aggregate import Aggregator, Arithmetic, Generalised, Geometric, Harmonic
from jichuang.methods.composite.climb import Aggregation
from jichuang.methods.composite.errors import CompositeError
from jichuang.methods.composite.impute import Average, Grouped, Imputer, Latest, Leave, Linear, Median
from jichuang.methods.composite.normalise import (
    Borda,
    DistanceToMax,
    DistanceToReference,
    DistanceToTarget,
    FixedStandard,
    FractionOfBest,
    FractionOfMax,
    Goalposts,
    MinMax,
    Normaliser,
    Normalisers,
    PercentileRank,
    Rank,
    RatioToReference,
    Scaled,
    ZScore,
)
from jichuang.methods.composite.outranking import BordaCount, Copeland
from jichuang.methods.composite.transforms import TRANSFORMS, BoxCox, Transform, log_range, named
from jichuang.methods.composite.treat import UNTREATED, Treatment, Treatments
from jichuang.methods.composite.weights import (
    Balanced,
    BenefitOfDoubt,
    Entropy,
    Equal,
    FactorAnalysis,
    Given,
    PrincipalComponent,
    Weighting,
)

Rule = TypeVar("Rule")


IMPUTE: dict[str, Callable[..., Imputer]] = {
    "none": Leave,
    "mean": Average,
    "median": Median,
    "group-mean": Grouped,
    "group-median": lambda column: Grouped(column, median=True),
    "latest": Latest,
    "linear": Linear,
}
NORMALISE: dict[str, Callable[..., Normaliser]] = {
    "minmax": lambda low=0.0, high=100.0: MinMax(low, high),
    "zscore": lambda mean=0.0, deviation=1.0: ZScore(mean, deviation),
    "scaled": lambda low=0.0, high=100.0: Scaled(low, high),
    "rank": Rank,
    "borda": Borda,
    "prank": PercentileRank,
    "dist2max": DistanceToMax,
    "dist2targ": DistanceToTarget,
    "dist2ref": DistanceToReference,
    "ratio2ref": RatioToReference,
    "fracmax": FractionOfMax,
    "fracbest": FractionOfBest,
    "goalposts": lambda low=0.0, high=1.0: Goalposts(low, high),
    "goalposts-log": lambda low=0.0, high=1.0: Goalposts(low, high, log=True),
    "standard": FixedStandard,
}
AGGREGATE: dict[str, Callable[..., Aggregator]] = {
    "amean": Arithmetic,
    "gmean": Geometric,
    "hmean": Harmonic,
    "pmean": Generalised,
    "copeland": Copeland,
    "borda-count": BordaCount,
    "bod": lambda least=0.0, most=1.0: BenefitOfDoubt(least, most),
}
TRANSFORM = (*TRANSFORMS, "box-cox", "none")
WEIGHTS: dict[str, Callable[..., Weighting]] = {
    "given": Given,
    "equal": Equal,
    "pca": PrincipalComponent,
    "pca-squared": lambda: PrincipalComponent(squared=True),
    "factor": FactorAnalysis,
    "entropy": Entropy,
    "balanced": Balanced,
}
SPELLED: dict[str, type] = {
    "none": Leave, "mean": Average, "median": Median, "latest": Latest, "linear": Linear,
    "minmax": MinMax, "zscore": ZScore, "scaled": Scaled, "rank": Rank, "borda": Borda, "prank": PercentileRank,
    "dist2max": DistanceToMax, "dist2targ": DistanceToTarget, "dist2ref": DistanceToReference,
    "ratio2ref": RatioToReference, "fracmax": FractionOfMax, "fracbest": FractionOfBest, "goalposts": Goalposts,
    "standard": FixedStandard, "amean": Arithmetic, "gmean": Geometric, "hmean": Harmonic, "pmean": Generalised,
    "copeland": Copeland, "borda-count": BordaCount, "bod": BenefitOfDoubt, "given": Given, "equal": Equal,
    "pca": PrincipalComponent, "factor": FactorAnalysis, "entropy": Entropy, "balanced": Balanced,
}  # fmt: skip
PARAMETERS = {
    "minmax": ("low", "high"),
    "zscore": ("mean", "deviation"),
    "scaled": ("low", "high"),
    "goalposts": ("low", "high"),
    "dist2ref": ("unit",),
    "ratio2ref": ("unit",),
    "pmean": ("power",),
    "bod": ("least", "most"),
}
TEXT_ARGUMENT = {"group-mean", "group-median", "dist2ref", "ratio2ref"}


def imputer(text: str) -> Imputer:
    """`none`, `mean`, `median`, `group-mean:COLUMN`, `latest`, `linear`."""
    return _made(text, IMPUTE, "填补")


def normaliser(text: str) -> Normaliser:
    """`minmax:0,100`, `zscore:0,1`, `rank`, `standard`, ..."""
    return _made(text, NORMALISE, "归一化")


def aggregator(text: str) -> Aggregator:
    """`amean`, `gmean`, `hmean`, `pmean:-1`, `copeland`, `borda-count`, `bod:0.1,0.15`."""
    return _made(text, AGGREGATE, "合成")


def weighting(text: str) -> Weighting:
    """`given`, `equal`, `pca`, `factor`, `entropy`, `balanced`."""
    return _made(text, WEIGHTS, "权重")


def treatment(winmax: int, transform: str | None = None) -> Treatment:
    """Winsorising of at most `winmax` points, then a transformation (default `log`) where it is still needed.

    `none` stops after winsorising; 0 points and no transformation named: figures are left as they are.
    """
    if winmax < 0:
        raise CompositeError("words", f"winmax 是 {winmax}，应不小于 0")
    if transform is None:
        return Treatment(winmax=winmax) if winmax else UNTREATED
    return Treatment(winmax=winmax, transform=transformation(transform))


def transformation(text: str) -> Transform | None:
    """`log`, `log-low`, `log-shifted`, `log-gii`, `sqrt`, `box-cox:0.5`; `none` is no transformation."""
    if text == "none":
        return None
    if text in TRANSFORMS:
        return TRANSFORMS[text]
    if not text.startswith("box-cox"):
        raise CompositeError("words", f"没有“{text}”这种变换；可用：{'、'.join(TRANSFORM)}")
    return _made(text, {"box-cox": lambda power=0.5: BoxCox(power)}, "变换")


def count(text: str, where: str) -> int:
    """A whole number of points."""
    if not text.isdecimal():
        raise CompositeError("words", f"“{where}”的 Winmax 是“{text}”，应为不小于 0 的整数")
    return int(text)


def spell(rule: object) -> str:
    """A rule as it is written here: the way back, for designs and method notes."""
    if isinstance(rule, Normalisers):
        return spell(rule.usual) + _besides({code: spell(each) for code, each in rule.exceptions.items()})
    if isinstance(rule, Treatments):
        return spell(rule.usual) + _besides({code: spell(each) for code, each in rule.exceptions.items()})
    if isinstance(rule, Aggregation):
        return spell(rule.usual) + _besides(
            {f"L{level}": spell(each) for level, each in (rule.levels or {}).items()}
        )
    if isinstance(rule, Treatment):
        then = "" if rule.transform in (None, log_range) else f" {named(rule.transform)}"
        return f"winmax={rule.winmax}{then}"
    if isinstance(rule, Grouped):
        return rule.flag
    name = next((name for name, kind in SPELLED.items() if isinstance(rule, kind)), type(rule).__name__)
    given = [getattr(rule, each) for each in PARAMETERS.get(name, ())]
    return name + (
        ":" + ",".join(each if isinstance(each, str) else f"{each:g}" for each in given) if given else ""
    )


def _besides(exceptions: dict[str, str]) -> str:
    return "".join(f" {code}={each}" for code, each in exceptions.items())


def _made(text: str, known: dict[str, Callable[..., Rule]], what: str) -> Rule:
    name, _, rest = text.partition(":")
    if name not in known:
        raise CompositeError("words", f"没有“{name}”这种{what}办法；可用：{'、'.join(known)}")
    try:
        given = [rest] if name in TEXT_ARGUMENT else [float(each) for each in rest.split(",")] if rest else []
        if name in TEXT_ARGUMENT and not rest:
            raise CompositeError("words", f"{what}办法“{name}”后面须写冒号和名称，如 {name}:列名")
        return known[name](*given)
    except (TypeError, ValueError) as fault:
        if isinstance(fault, CompositeError):
            raise
        raise CompositeError("words", f"{what}办法“{text}”的参数不对") from None
