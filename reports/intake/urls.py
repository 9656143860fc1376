"""/melden/"""

from django.urls import path

from reports.intake import views
from reports.intake.questions import QuestionPage

app_name = "intake"

urlpatterns = [
    path("", views.StartPage.as_view(), name="start"),
    path("herken/", views.RecognisePage.as_view(), name="recognise"),
    path("niemand/", views.NobodyPage.as_view(), name="nobody"),
    path("controle/", views.PreviewPage.as_view(), name="preview"),
    path("code/", views.CodePage.as_view(), name="code"),
    path("code/plaatje/", views.PicturePage.as_view(), name="picture"),
    path("verstuurd/", views.FiledPage.as_view(), name="filed"),
    path("wissen/", views.DiscardPage.as_view(), name="discard"),
    path("<slug:slug>/", QuestionPage.as_view(), name="step"),
]
