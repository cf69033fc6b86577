"""Where the server finds the application."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "partnerhood.config.settings")

from django.core.wsgi import get_wsgi_application

application = get_wsgi_application()

from partnerhood.config import checks  # noqa: E402 - only now are the rooms open

checks.refuse_if_open()
