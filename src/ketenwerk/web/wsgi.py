"""For any WSGI server: `ketenwerk.web.wsgi:application`. Makes the place first, so that the secret is the kept one."""

import os

from django.core.wsgi import get_wsgi_application

from .place import make_place

make_place()
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ketenwerk.web.settings")
application = get_wsgi_application()
