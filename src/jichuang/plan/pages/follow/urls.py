"""Addresses of 督导, all below /plan/<slug>/follow/."""

from django.urls import path

from jichuang.plan.pages.follow import assigning, charges, ledger, reporting

ROOT = "plan/<slug:slug>/follow/"

follow = [
    path(ROOT, ledger.ledger, name="follow"),
    path(ROOT + "unowned/", ledger.unowned_page, name="unowned"),
    path(ROOT + "mine/", ledger.mine, name="mine"),
    path(ROOT + "sign/", ledger.sign, name="sign"),
    path(ROOT + "assign/", assigning.assign, name="assign"),
    path(ROOT + "assign.xlsx", assigning.sheet, name="assign-sheet"),
    path(ROOT + "charges/<str:code>/", charges.charge, name="charge"),
    path(ROOT + "charges/<str:code>/<slug:what>/", charges.act, name="act"),
    path(ROOT + "write/<int:item>/", reporting.write, name="write"),
    path(ROOT + "reports/", reporting.waiting, name="reports"),
    path(ROOT + "reports/<int:pk>/", reporting.report, name="report"),
    path(ROOT + "reports/<int:pk>/verify/", reporting.verify, name="verify"),
    path(ROOT + "reports/files/<int:pk>/", reporting.evidence, name="evidence"),
]
