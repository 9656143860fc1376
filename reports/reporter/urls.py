from django.urls import path

from reports.reporter import danger_views, decisions, renewal, views

app_name = "reporter"

urlpatterns = [
    path("", views.OpenPage.as_view(), name="open"),
    path("code-kwijt/", views.LostCodePage.as_view(), name="lost"),
    path("nieuwe-code/", renewal.RenewPage.as_view(), name="renew"),
    path("inhoud/", views.DossierPage.as_view(), name="dossier"),
    path("bericht/", views.MessagePage.as_view(), name="message"),
    path("aanvullen/", views.AddPage.as_view(), name="add"),
    path("stukken/<uuid:attachment_id>/", views.FilePage.as_view(), name="file"),
    path("sluiten/", views.ClosePage.as_view(), name="close"),
    path("wens/", decisions.WishPage.as_view(), name="wish"),
    path("indienen/", decisions.FilePage.as_view(), name="hand-in"),
    path("wie/", decisions.ReadersPage.as_view(), name="readers"),
    path("mail/", decisions.AddressPage.as_view(), name="address"),
    path("naam/", decisions.KnownPage.as_view(), name="known"),
    path("nieuw/<uuid:recipient_id>/", decisions.NewcomerPage.as_view(), name="newcomer"),
    path("veilig/", danger_views.DangerPage.as_view(), name="danger"),
    path("weer-open/", decisions.ReopenPage.as_view(), name="reopen"),
    path("ingetrokken/", views.WithdrawnPage.as_view(), name="withdrawn"),
    path("intrekken/", decisions.WithdrawPage.as_view(), name="withdraw"),
]
