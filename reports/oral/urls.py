"""/zaken/aannemen/"""

from django.urls import path

from reports.oral import views

app_name = "oral"

urlpatterns = [
    path("", views.StartPage.as_view(), name="start"),
    path("vragen/", views.QuestionsPage.as_view(), name="questions"),
    path("controle/", views.CheckPage.as_view(), name="check"),
    path("klaar/", views.DonePage.as_view(), name="done"),
    path("wissen/", views.DiscardPage.as_view(), name="discard"),
]
