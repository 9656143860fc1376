"""/studenten/<school>/voorbereiding/"""

from django.urls import path

from placements.preparation import school_views

app_name = "preparation_items"
urlpatterns = [
    path("", school_views.items, name="list"),
    path("<uuid:item_id>/weg/", school_views.remove, name="remove"),
]
