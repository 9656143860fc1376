"""/zaken/<case>/sbb/"""

from django.urls import path

from reports.handover import views

app_name = "handover"

urlpatterns = [
    path("<uuid:case_id>/sbb/<uuid:consent_id>/", views.HandOverPage.as_view(), name="begin"),
    path("<uuid:case_id>/sbb/brief/<uuid:reply_id>/", views.ReplyPage.as_view(), name="reply"),
]
