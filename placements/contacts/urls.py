"""/leerbedrijf/: invitations, contact persons, and what a company says of itself."""

from django.urls import path

from placements.contacts import invitation_views, views

app_name = "contacts"
urlpatterns = [
    path("uitnodigen/", invitation_views.invitations, name="invitations"),
    path("uitnodigen/<uuid:company_id>/", invitation_views.invite, name="invite"),
    path("uitnodigingen/<uuid:invitation_id>/opnieuw/", invitation_views.resend, name="resend"),
    path(
        "uitnodigingen/<uuid:invitation_id>/intrekken/", invitation_views.withdraw, name="withdraw"
    ),
    path("<uuid:company_id>/gegevens/", views.profile, name="profile"),
    path("<uuid:company_id>/contactpersonen/", views.people, name="people"),
    path("<uuid:company_id>/contactpersonen/uitnodigen/", views.invite, name="invite_colleague"),
    path("<uuid:company_id>/contactpersonen/<uuid:contact_id>/stoppen/", views.end, name="end"),
]
