#!/usr/bin/env python
"""Django's command line for this project."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "inquiry.settings")
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line
    from django.db import DatabaseError

    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as error:  # its sentence says what to set: a traceback would only hide it
        sys.exit(str(error))
    except DatabaseError:
        from inquiry.migrated import why_not_migrated  # asks for the settings

        if why := why_not_migrated():
            sys.exit(why)
        raise


if __name__ == "__main__":
    main()
