"""A process for the tests: for each line it is sent it starts another, which does as a command of manage.py would.

A line is JSON: the function at which the new process kills itself (or nothing), the file for what it says, and the
command. The answer is two lines: the process, and how it ended.
"""

import json
import os
import signal
import sys
from contextlib import nullcontext
from unittest.mock import patch


def kill(*_: object, **__: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def run(where: str, says: str, command: list[str]) -> int:
    from django.core.management import CommandError, call_command

    with open(says, "w", encoding="utf-8") as out, patch(where, kill) if where else nullcontext():
        try:
            call_command(*command, stdout=out)
        except CommandError as error:
            out.write(str(error))
            return 1
    return 0


def prepare() -> None:
    """Everything that a command needs is imported once: only what is killed is started anew."""
    import django

    django.setup()
    from django.core.management import load_command_class

    for command in ("import_inquiry", "check_index"):
        load_command_class("evidence", command)


def answer(number: int) -> None:
    sys.stdout.write(f"{number}\n")
    sys.stdout.flush()


def main() -> None:
    prepare()
    for line in sys.stdin:
        if child := os.fork():
            answer(child)
            answer(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
        else:
            status = 2
            try:
                status = run(*json.loads(line))
            finally:
                os._exit(status)


if __name__ == "__main__":
    main()
