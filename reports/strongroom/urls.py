"""/zaken/kluis/"""

from django.urls import include, path, register_converter

from reports.strongroom import member_views, own_views, recovery_views, sitting_views, views
from schools.registry.models import SBB

app_name = "strongroom"


class OwnerConverter:
    """`school/CODE`, or `sbb`: no school has that code (schools.registry)."""

    regex = f"school/(?!{SBB}/)[-a-zA-Z0-9_]+|{SBB}"

    def to_python(self, value: str) -> str:
        return value.removeprefix("school/")

    def to_url(self, value: str) -> str:
        return value if value == SBB else f"school/{value}"


register_converter(OwnerConverter, "owner")

room_urls = [
    path("", views.room, name="room"),
    path("eigen/", own_views.own, name="own"),
    path("eigen/wachtzin/", own_views.words, name="words"),
    path("eigen/controle/", own_views.check, name="check"),
    path("eigen/controlegetal/", own_views.show_fingerprint, name="fingerprint"),
    path("eigen/andere-wachtzin/", own_views.change, name="change"),
    path("toelaten/<uuid:recipient_id>/", member_views.admit, name="admit"),
    path("bevestigen/<uuid:recipient_id>/", member_views.approve, name="approve"),
    path("weigeren/<uuid:recipient_id>/", member_views.refuse, name="refuse"),
    path("delen/<uuid:recipient_id>/", member_views.hand_over, name="hand_over"),
    path("vertrek/<uuid:recipient_id>/", member_views.leave, name="leave"),
    path("herstelsleutel/", sitting_views.sitting, name="sitting"),
    path("herstelsleutel/deel/", sitting_views.share, name="share"),
    path("herstelsleutel/controle/", sitting_views.share_check, name="share_check"),
    path("herstel/", recovery_views.recover, name="recover"),
    path("herstel/voortgang/", recovery_views.progress, name="recover_progress"),
    path("herstel/<uuid:session_id>/", recovery_views.session, name="recovery"),
]

urlpatterns = [
    path("", views.home, name="home"),
    path("openen/", views.unlock, name="unlock"),
    path("sluiten/", views.lock, name="lock"),
    path("<owner:code>/", include(room_urls)),
]
