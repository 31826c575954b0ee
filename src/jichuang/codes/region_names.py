"""区划名称的比对：全名相同，或去掉通名后相同。不知道哪些区划存在。"""

import re

_SUFFIX = re.compile(r"(?:蒙古族|满族|回族)*(?:自治县|[省市县区])$")


def bare(name: str) -> str:
    """去掉“市”“县”“区”“自治县”等通名；只剩一个字的不去（赵县、沧县）。"""
    stem = _SUFFIX.sub("", name)
    return stem if len(stem) > 1 else name


EXACT = 3


def match_score(wanted: str, name: str) -> int:
    """3 = 与全名相同；2 = 写的是简称（“正定”之于“正定县”）；1 = 矿区的简称（“峰峰”）；0 = 不是一回事。

    通名不同不算相同：“桥西县”对不上“桥西区”，“滦县”对不上“滦州市”。
    """
    if wanted == name:
        return EXACT
    if wanted == bare(name):
        return 2
    return int(f"{wanted}矿区" == name)
