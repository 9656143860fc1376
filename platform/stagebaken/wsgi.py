import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application
from django.db import connections

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "stagebaken.settings.production")
try:
    application = get_wsgi_application()
    from stagebaken.backup.actions import refuse_half_restored
    from stagebaken.web.checks import refuse_demo

    refuse_demo()
    refuse_half_restored()
    connections.close_all()  # each thread that answers opens its own
except ImproperlyConfigured as error:
    # The log writes no messages; what is missing at the start must be said all the same.
    sys.stderr.write(f"{error}\n")
    raise
