"""预测: where a counted figure is heading by its deadline, with a range, a probability and the record of past hits.

The figure is read at equal steps of seven days. Several small models say what the coming weeks add; each is run from
earlier days of the same history, and the one that would have erred least carries the forecast (`choosing`). Its error
then is its range now. `calibrate` replays the whole procedure over the past and counts how often it was right.

Statistical figures leave exact arithmetic here: a forecast is an estimate (float inside, rounded by the caller) and
never judges a light. Knows no target; pass one to ask for the probability of reaching it.
"""

from jichuang.methods.forecast.calibration import Bin, Calibration, calibrate
from jichuang.methods.forecast.choosing import forecast
from jichuang.methods.forecast.models import MODELS, Model
from jichuang.methods.forecast.outcome import Forecast

__all__ = ["MODELS", "Bin", "Calibration", "Forecast", "Model", "calibrate", "forecast"]
