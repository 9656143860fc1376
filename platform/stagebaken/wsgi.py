import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "stagebaken.settings.production")
try:
    application = get_wsgi_application()
    from stagebaken.web.checks import refuse_demo

    refuse_demo()
except ImproperlyConfigured as error:
    # The log writes no messages; what is missing at the start must be said all the same.
    sys.stderr.write(f"{error}\n")
    raise
