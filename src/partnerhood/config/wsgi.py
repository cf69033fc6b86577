"""Where the server finds the application."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "partnerhood.config.settings")

from django.core.wsgi import get_wsgi_application

application = get_wsgi_application()
