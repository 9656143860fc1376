"""/stagematching/"""

from django.urls import path

from placements.matching import place_views, result_views, step_views, views

app_name = "rounds"
urlpatterns = [
    path("", views.home, name="home"),
    path("<slug:code>/", views.overview, name="overview"),
    path("<slug:code>/nieuw/", views.new, name="new"),
    path("<slug:code>/<uuid:round_id>/", views.one, name="one"),
    path("<slug:code>/<uuid:round_id>/wijzigen/", views.change, name="change"),
    path("<slug:code>/<uuid:round_id>/lijsten/", views.lists, name="lists"),
    path("<slug:code>/<uuid:round_id>/plekken/", place_views.places, name="places"),
    path("<slug:code>/<uuid:round_id>/plekken/erbij/", place_views.add, name="add_place"),
    path(
        "<slug:code>/<uuid:round_id>/plekken/<uuid:offer_id>/eruit/",
        place_views.take_out,
        name="take_out",
    ),
    path("<slug:code>/<uuid:round_id>/openen/", step_views.open_round, name="open"),
    path("<slug:code>/<uuid:round_id>/herinneren/", step_views.remind, name="remind"),
    path("<slug:code>/<uuid:round_id>/sluiten/", step_views.close, name="close"),
    path("<slug:code>/<uuid:round_id>/verdelen/", step_views.solve, name="solve"),
    path("<slug:code>/<uuid:round_id>/bekendmaken/", step_views.publish, name="publish"),
    path("<slug:code>/<uuid:round_id>/stoppen/", step_views.withdraw, name="withdraw"),
    path("<slug:code>/<uuid:round_id>/ernaast/", result_views.compare, name="compare"),
    path("<slug:code>/<uuid:round_id>/uitslag/", result_views.result, name="result"),
    path(
        "<slug:code>/<uuid:round_id>/uitslag/<uuid:student_id>/",
        result_views.move,
        name="move",
    ),
    path("<slug:code>/<uuid:round_id>/cijfers/", result_views.figures, name="figures"),
    path("<slug:code>/<uuid:round_id>/bewijs/", result_views.proof, name="proof"),
]
