"""Addresses of 督导, all below /plan/<slug>/follow/."""

from django.urls import path

from jichuang.plan.pages.follow import (
    adjusting,
    assigning,
    charges,
    evaluations,
    ledger,
    letters,
    policies,
    reporting,
    scoring,
)

ROOT = "plan/<slug:slug>/follow/"

follow = [
    path(ROOT, ledger.ledger, name="follow"),
    path(ROOT + "unowned/", ledger.unowned_page, name="unowned"),
    path(ROOT + "mine/", ledger.mine, name="mine"),
    path(ROOT + "sign/", ledger.sign, name="sign"),
    path(ROOT + "assign/", assigning.assign, name="assign"),
    path(ROOT + "assign.xlsx", assigning.sheet, name="assign-sheet"),
    path(ROOT + "charges/<str:code>/", charges.charge, name="charge"),
    path(ROOT + "charges/<str:code>/urge/", letters.urge, name="urge"),
    path(ROOT + "charges/<str:code>/ask-adjustment/", adjusting.ask, name="ask-adjustment"),
    path(ROOT + "charges/<str:code>/pace/", adjusting.pace, name="set-pace"),
    path(ROOT + "charges/<str:code>/<slug:what>/", charges.act, name="act"),
    path(ROOT + "write/<int:item>/", reporting.write, name="write"),
    path(ROOT + "reports/", reporting.waiting, name="reports"),
    path(ROOT + "reports/<int:pk>/", reporting.report, name="report"),
    path(ROOT + "reports/<int:pk>/verify/", reporting.verify, name="verify"),
    path(ROOT + "reports/files/<int:pk>/", reporting.evidence, name="evidence"),
    path(ROOT + "letters/", letters.listed, name="letters"),
    path(ROOT + "letters/<int:pk>/", letters.letter, name="letter"),
    path(ROOT + "letters/<int:pk>/letter.pdf", letters.pdf, name="letter-pdf"),
    path(ROOT + "letters/<int:pk>/answer/", letters.answer, name="answer"),
    path(ROOT + "answers/<int:pk>/judge/", letters.judge, name="judge-answer"),
    path(ROOT + "adjustments/", adjusting.listed, name="adjustments"),
    path(ROOT + "adjustments/<int:pk>/decide/", adjusting.decide, name="decide"),
    path(ROOT + "paces/<int:pk>/decide/", adjusting.decide_pace, name="decide-pace"),
    path(ROOT + "scores/", scoring.page, name="scores"),
    path(ROOT + "scores.xlsx", scoring.sheet, name="scores-sheet"),
    path(ROOT + "scores/award/", scoring.award, name="award"),
    path(ROOT + "scores/self/", scoring.self_score, name="self-score"),
    path(ROOT + "policies/", policies.policies, name="policies"),
    path(ROOT + "evaluations/", evaluations.listed, name="evaluations"),
    path(ROOT + "evaluations/open/", evaluations.open_one, name="open-evaluation"),
    path(ROOT + "evaluations/<int:pk>/", evaluations.evaluation, name="evaluation"),
    path(ROOT + "evaluations/<int:pk>/submit/", evaluations.submit, name="submit-evaluation"),
    path(ROOT + "evaluations/sample/<int:pk>/score/", evaluations.score, name="score"),
    path(ROOT + "evaluations/files/<int:pk>/", evaluations.material, name="material"),
    path("plan/<slug:slug>/targets/<str:code>/cities/", scoring.cities, name="cities"),
    path("plan/<slug:slug>/targets/<str:code>/cities.xlsx", scoring.cities_sheet, name="cities-sheet"),
]
