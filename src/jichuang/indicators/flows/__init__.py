"""京津冀协同创新统计调查: the questionnaire with its skip rule, the sample, and the flows between three places."""

from jichuang.indicators.flows.estimates import Flow, Flows, Responses, estimated
from jichuang.indicators.flows.form import CODE, FORM, MEASURES, SKIPS, Measure

__all__ = ["CODE", "FORM", "MEASURES", "SKIPS", "Flow", "Flows", "Measure", "Responses", "estimated"]
