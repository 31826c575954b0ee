"""Addresses of pages that belong to one matter alone."""

from django.urls import path

from jichuang.matters.pages import announced, courses, grades, grid, members, national, steps, surveys

app_name = "matters"
urlpatterns = [
    path("matters/service-body/grid/", grid.grid, name="grid"),
    path("matters/service-body/grid/assign/<int:pk>/", grid.act, {"deed": "assign"}, name="grid-assign"),
    path("matters/service-body/grid/contact/<int:pk>/", grid.act, {"deed": "contact"}, name="grid-contact"),
    path("matters/service-body/grid/rate/<int:pk>/", grid.act, {"deed": "rate"}, name="grid-rate"),
    path("matters/alliance/members/", members.members, name="members"),
    path("matters/alliance/members/ask/<slug:number>/", members.ask, name="members-ask"),
    path("matters/alliance/members/<int:pk>/answer/", members.answer, name="member-answer"),
    path("matters/ip-standard/steps/", steps.steps, name="steps"),
    path("matters/ip-standard/steps/<slug:number>/", steps.log, name="steps-log"),
    path("matters/agri-park/grades/", grades.grades, name="grades"),
    path("matters/talent-base/courses/", courses.listed, name="courses"),
    path("matters/talent-base/courses/open/", courses.opening, name="course-open"),
    path("matters/talent-base/courses/<int:pk>/", courses.course, name="course"),
    path("matters/talent-base/courses/<int:pk>/enrol/", courses.act, {"deed": "enrol"}, name="course-enrol"),
    path(
        "matters/talent-base/courses/<int:pk>/attend/", courses.act, {"deed": "attend"}, name="course-attend"
    ),
    path("matters/talent-base/courses/<int:pk>/close/", courses.act, {"deed": "close"}, name="course-close"),
    path(
        "matters/talent-base/courses/<int:pk>/cancel/", courses.act, {"deed": "cancel"}, name="course-cancel"
    ),
    path(
        "matters/talent-base/courses/<int:pk>/certify/",
        courses.act,
        {"deed": "certify"},
        name="course-certify",
    ),
    path("matters/talent-base/courses/<int:pk>/people/", courses.people, name="course-people"),
    path(
        "matters/talent-base/certificates/<int:pk>/withdraw/", courses.withdraw, name="certificate-withdraw"
    ),
    path("matters/talent-base/check/", courses.check, name="training-check"),
    path("matters/<slug:code>/tables/<slug:key>/", surveys.survey, name="survey"),
    path(
        "matters/<slug:code>/tables/<slug:key>.xlsx",
        surveys.survey,
        {"workbook": True},
        name="survey-workbook",
    ),
    path("matters/tech-sme-evaluation/national-table.xlsx", national.national_table, name="national-table"),
    path("matters/tech-sme-evaluation/announced/", announced.centre, name="announced"),
    path("matters/tech-sme-evaluation/announced/<int:pk>/", announced.announced_list, name="announced-list"),
    path("matters/tech-sme-evaluation/announced/<int:pk>/commit/", announced.commit, name="announced-commit"),
    path("matters/tech-sme-evaluation/announced/<int:pk>/lines/", announced.lines, name="announced-lines"),
]
