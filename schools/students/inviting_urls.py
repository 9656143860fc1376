"""/studenten/…/uitnodigen/iedereen/"""

from django.urls import path

from schools.students import inviting_views

app_name = "inviting_all"
urlpatterns = [path("", inviting_views.everybody, name="confirm")]
