"""/beheer/school/…/verzoeken/"""

from reports.rights.desk_urls import at
from reports.rights.vocabulary import Desk

app_name = "rights_school"
urlpatterns = at(Desk.SCHOOL)
