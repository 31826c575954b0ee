"""认定的效果: the firm enters the register `hebei_tech_sme`, another list than the national numbers."""

from jichuang.matters.listing import Listing

recognise = Listing(register="hebei_tech_sme", prefix="KX", basis="冀政〔2013〕43号")
