"""The post of one machine."""

from django.urls import path

from stagebaken.postbox import views

app_name = "postbox"
urlpatterns = [path("", views.letters, name="letters")]
