"""/studenten/<code>/stages/: the placements of a school's students."""

from django.urls import URLPattern, URLResolver, include, path

from placements.agreements import document_views, drawing_views, duo_views, school_views
from placements.agreements import ending_views as ending

app_name = "placements"

one = [
    path("", school_views.one, name="one"),
    path("overeenkomst/<int:version>.pdf", document_views.of_school, name="document"),
    path("overnemen/", drawing_views.take_over, name="take_over"),
    path("overeenkomst/", drawing_views.draw_up, name="draw_up"),
    path("akkoord/", drawing_views.confirm, name="confirm"),
    path("papier/", drawing_views.on_paper, name="on_paper"),
    path("zonder-overeenkomst/", drawing_views.waive, name="waive"),
    path("stoppen/", ending.end, name="end"),
    path("ander-bedrijf/", ending.move, name="move"),
]
of_school: list[URLPattern | URLResolver] = [
    path("", school_views.overview, name="overview"),
    path("duo/", duo_views.export, name="duo"),
    path("student/<uuid:student_id>/", school_views.of_student, name="of_student"),
    path("student/<uuid:student_id>/nieuw/", school_views.propose, name="propose"),
    path("<uuid:placement_id>/", include(one)),
]
urlpatterns = [
    path("studenten/stages/alle/", school_views.home, name="home"),
    path("studenten/<slug:code>/stages/", include(of_school)),
]
