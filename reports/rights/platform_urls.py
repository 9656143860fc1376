"""/beheer/verzoeken/"""

from reports.rights.desk_urls import at
from reports.rights.vocabulary import Desk

app_name = "rights_platform"
urlpatterns = at(Desk.PLATFORM)
