from django.urls import path

from reports.phrases import views

app_name = "phrases"

urlpatterns = [
    path("voorbeelden/", views.PhraseList.as_view(), name="list"),
    path(
        "voorbeelden/<slug:code>/<slug:kind>/",
        views.PhrasePage.as_view(),
        name="phrase",
    ),
    path(
        "voorbeelden/<slug:code>/<slug:kind>/terug/",
        views.RestorePage.as_view(),
        name="restore",
    ),
    path("<uuid:case_id>/voorbeelden/", views.BeginPage.as_view(), name="begin"),
]
