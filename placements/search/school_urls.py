"""/beheer/school/<code>/woorden/"""

from django.urls import path

from placements.search import school_views

app_name = "school_words"
urlpatterns = [path("school/<slug:code>/woorden/", school_views.words, name="words")]
