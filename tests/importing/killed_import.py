"""A process for the tests to kill: it imports a folder, and kills itself when it comes to the function it is told."""

import os
import signal
import sys
from unittest.mock import patch


def kill(*_: object, **__: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def main(folder: str, where: str) -> None:
    import django

    django.setup()
    from django.core.management import call_command

    with patch(where, kill):
        call_command("import_inquiry", folder)


if __name__ == "__main__":
    main(*sys.argv[1:])
