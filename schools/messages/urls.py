"""/studenten/"""

from django.urls import path

from schools.messages import pages, views

app_name = "messages"
urlpatterns = [
    path("<slug:code>/berichten/", views.threads, name="list"),
    path("<slug:code>/<uuid:student_id>/berichten/", pages.SchoolThread.as_view(), name="thread"),
]
