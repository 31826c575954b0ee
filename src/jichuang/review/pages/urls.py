"""Addresses of expert review: /reviews/ for experts, /desk/rounds/ for organisers, /experts/ for the pool."""

from django.urls import path

from jichuang.review.pages import acts, expert, exports, pool, profile, rounds, scoring

app_name = "review"
urlpatterns = [
    path("reviews/", expert.mine, name="mine"),
    path("reviews/profile/", profile.profile, name="profile"),
    path("reviews/profile/<slug:deed>/", profile.act, name="profile-act"),
    path("reviews/record/", expert.record, name="record"),
    path("reviews/items/<int:key>/", scoring.review, name="review"),
    path("reviews/items/<int:key>/save/", scoring.autosave, name="save"),
    path("reviews/items/<int:key>/take-back/", scoring.take_back, name="take-back"),
    path("reviews/items/<int:key>/avoid/", scoring.avoid, name="avoid"),
    path("reviews/items/<int:key>/uphold/", scoring.uphold, name="uphold"),
    path("reviews/items/<int:key>/papers/<int:file>/", scoring.paper, name="paper"),
    path("reviews/<str:number>/", expert.seat, name="seat"),
    path("reviews/<str:number>/<slug:deed>/", expert.seat_act, name="seat-act"),
    path("desk/rounds/", rounds.rounds, name="rounds"),
    path("desk/rounds/new/", rounds.open_round, name="open"),
    path("desk/rounds/<str:number>/", rounds.round, name="round"),
    path("desk/rounds/<str:number>/scores.xlsx", exports.scores, name="scores"),
    path("desk/rounds/<str:number>/fees.xlsx", exports.fees, name="fees"),
    path("desk/rounds/<str:number>/<slug:deed>/", acts.act, name="act"),
    path("experts/", pool.experts, name="experts"),
    path("experts/rosters/", pool.rosters, name="rosters"),
    path("experts/rosters/template.xlsx", pool.template, name="roster-template"),
    path("experts/rosters/<int:pk>/", pool.roster, name="roster"),
    path("experts/<str:number>/", pool.expert, name="expert"),
    path("experts/<str:number>/<slug:deed>/", pool.expert_act, name="expert-act"),
]
