from django.urls import path

from reports.hearings import code_views, views

app_name = "hearings"

urlpatterns = [
    path("beginnen/<uuid:consent_id>/", code_views.BeginPage.as_view(), name="begin"),
    path("<uuid:hearing_id>/", views.HearingPage.as_view(), name="hearing"),
    path("<uuid:hearing_id>/code/", code_views.RenewPage.as_view(), name="renew"),
    path("<uuid:hearing_id>/brief/", code_views.LetterPage.as_view(), name="letter"),
    path("<uuid:hearing_id>/antwoord/", views.FilePage.as_view(), name="file"),
    path("<uuid:hearing_id>/invoeren/", views.EnterPage.as_view(), name="enter"),
    path("<uuid:hearing_id>/verslag/", views.MinutesPage.as_view(), name="minutes"),
    path("<uuid:hearing_id>/uitstel/", views.ExtendPage.as_view(), name="extend"),
    path("<uuid:hearing_id>/afsluiten/", views.ClosePage.as_view(), name="close"),
]
