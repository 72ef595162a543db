import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "inquiry.settings")
application = get_wsgi_application()

# a page or a chunk of a file makes some thousands of objects and soon drops them all: to look for garbage after every
# 700, as Python does unless told otherwise, finds none and takes a twentieth of the time
gc.set_threshold(10_000, 10, 10)

# imported here: it needs the settings and the applications
from inquiry.ready import make_ready  # noqa: E402

make_ready()
