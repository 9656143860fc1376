"""/studenten/"""

from django.urls import path

from schools.students import arrival_views, file_views, period_views, views

app_name = "students"
urlpatterns = [
    path("", views.home, name="home"),
    path("<slug:code>/", views.overview, name="overview"),
    path("<slug:code>/inlezen/", file_views.upload, name="upload"),
    path("<slug:code>/inlezen/<uuid:file_id>/", file_views.look, name="file"),
    path("<slug:code>/inlezen/<uuid:file_id>/weggooien/", file_views.discard, name="discard"),
    path("<slug:code>/bewaren/", file_views.keep, name="keep"),
    path("<slug:code>/schoolaccount/", arrival_views.homes, name="homes"),
    path("<slug:code>/periodes/", period_views.overview, name="periods"),
    path("<slug:code>/periodes/<uuid:period_id>/", period_views.change, name="period"),
    path(
        "<slug:code>/periodes/<uuid:period_id>/weghalen/",
        period_views.remove,
        name="remove_period",
    ),
    path("<slug:code>/correcties/", views.corrections, name="corrections"),
    path("<slug:code>/correcties/<uuid:correction_id>/", views.decide, name="decide"),
    path("<slug:code>/uitnodigen/", views.invite_many, name="invite_many"),
    path("<slug:code>/<uuid:student_id>/", views.one, name="one"),
    path("<slug:code>/<uuid:student_id>/wijzigen/", views.change, name="change"),
    path("<slug:code>/<uuid:student_id>/uitschrijven/", views.end, name="end"),
    path("<slug:code>/<uuid:student_id>/wissen/", views.erase, name="erase"),
    path("<slug:code>/<uuid:student_id>/uitnodigen/", views.invite, name="invite"),
    path("<slug:code>/<uuid:student_id>/toegang/", views.remove_access, name="remove_access"),
]
