"""Two small tables as files, for the tests of the command."""

from __future__ import annotations

import csv

import pytest

META = [
    "Level,iCode,iName,Direction,Weight,Unit,Target,Denominator,Parent,Type",
    "1,rd,研发强度,1,2,%,,,input,Indicator",
    "1,patents,专利,1,1,件,,pop,output,Indicator",
    "1,energy,能耗,-1,1,吨,,,output,Indicator",
    "2,input,投入,1,1,,,,index,Aggregate",
    "2,output,产出,1,1,,,,index,Aggregate",
    "3,index,指数,1,1,,,,,Aggregate",
    ",pop,人口,,,,,,,Denominator",
    ",size,规模,,,,,,,Group",
]
DATA = [
    "uCode,uName,size,pop,rd,patents,energy",
    "A,甲市,L,10,1.2,100,5",
    "B,乙市,L,20,2.4,NA,4",
    "C,丙市,S,5,0.8,30,9",
    "D,丁市,S,8,1.1,60,7",
]


@pytest.fixture
def files(tmp_path):
    def write(meta=META, data=DATA, encoding="utf-8"):
        (tmp_path / "iMeta.csv").write_text("\n".join(meta) + "\n", encoding=encoding)
        (tmp_path / "iData.csv").write_text("\n".join(data) + "\n", encoding=encoding)
        return ["--data", str(tmp_path / "iData.csv"), "--meta", str(tmp_path / "iMeta.csv")]

    return write


def rows(path):
    return list(csv.DictReader(path.open(encoding="utf-8")))
