"""Addresses of the plan's pages."""

from django.urls import path

from jichuang.plan.pages import board, documents, goals, items, leader, printing, reading, releasing, targets
from jichuang.plan.pages.follow.urls import follow

app_name = "plan"

urlpatterns = [
    path("plan/", board.list_page, name="list"),
    path("plan/read/", reading.upload, name="read"),
    path("plan/read/<int:draft_id>/", reading.draft, name="draft"),
    path("plan/read/<int:draft_id>/correct/", reading.correct, name="correct"),
    path("plan/<slug:slug>/", board.board_page, name="board"),
    path("plan/<slug:slug>/board.xlsx", board.board_file, name="board-file"),
    path("plan/<slug:slug>/board.pdf", printing.board_pdf, name="board-pdf"),
    path("plan/<slug:slug>/board.png", printing.board_png, name="board-png"),
    path("plan/<slug:slug>/leader/", leader.leader_page, name="leader"),
    path("plan/<slug:slug>/text/", items.text, name="text"),
    path("plan/<slug:slug>/items/<int:number>/", items.item, name="item"),
    *follow,
    path("plan/<slug:slug>/step/", items.step, name="step"),
    path("plan/<slug:slug>/documents/", documents.ledger, name="documents"),
    path("plan/<slug:slug>/documents/<str:code>/", documents.document, name="document"),
    path("plan/<slug:slug>/documents/<str:code>/act/", documents.act, name="document-act"),
    path("consultations/", documents.consultations, name="consultations"),
    path("consultations/<str:number>/", documents.consultation, name="consultation"),
    path("consultations/<str:number>/reply/", documents.reply, name="consultation-reply"),
    path("consultations/<str:number>/summary/", documents.summary, name="consultation-summary"),
    path("plan/<slug:slug>/goals/<int:pk>/", goals.report, name="goal"),
    path("plan/<slug:slug>/release/", releasing.release, name="release"),
    path("plan/<slug:slug>/targets/<str:code>/", targets.target, name="target"),
    path("plan/<slug:slug>/targets/<str:code>/figure/", targets.figure, name="figure"),
    path("plan/<slug:slug>/targets/<str:code>/rows.xlsx", targets.rows_file, name="rows-file"),
]
