"""The same pages at each desk: /zaken/, /beheer/school/…/ and /beheer/, below `verzoeken/`."""

from django.urls import URLPattern, path

from reports.rights import views
from reports.rights.vocabulary import Desk


def at(desk: Desk) -> list[URLPattern]:
    one = "<uuid:request_id>/"
    return [
        path("", views.RequestList.as_view(desk=desk), name="list"),
        path("nieuw/", views.NewRequest.as_view(desk=desk), name="new"),
        path(f"{one}afronden/", views.CloseRequest.as_view(desk=desk), name="close"),
        path(f"{one}meer-tijd/", views.ExtendRequest.as_view(desk=desk), name="extend"),
    ]
