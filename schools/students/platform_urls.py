"""/beheer/schoolaccounts/"""

from django.urls import path

from schools.students import arrival_views

app_name = "school_accounts"

urlpatterns = [path("", arrival_views.confirming, name="confirming")]
