"""Commands on a database that was never migrated say what to do."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
COMMANDS = (
    "check_reading {folder}",
    "export_inquiry bridge {folder}/package",
    "import_inquiry fixtures/iicsa-internet",
    "rebuild_index",
    "forget_uploads",
)
# one process for all: most of the time goes to its start
EACH = """
import sys, manage
for line in sys.argv[1].splitlines():
    sys.argv = ["manage.py", *line.split()]
    try:
        manage.main()
    except SystemExit as end:
        print(line.split()[0], "|", end)
"""


def test_every_command_names_the_one_that_makes_the_tables(tmp_path: Path):
    environment = {**os.environ, "DATA_DIR": str(tmp_path), "DATABASE_URL": f"sqlite:///{tmp_path}/new.sqlite3"}
    (tmp_path / "expected.json").write_text('{"pages": []}')
    (tmp_path / "inquiry.toml").write_text('title = "B"\nslug = "bridge"\n[[report]]\ntitle = "B"\nslug = "b"\n')
    (tmp_path / "report").mkdir()
    (tmp_path / "report" / "001.txt").write_text("B\n\n1. It rained.\n")
    lines = "\n".join(COMMANDS).format(folder=tmp_path)
    done = subprocess.run(  # noqa: S603 (the arguments are ours)
        [sys.executable, "-c", EACH, lines], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    said = dict(line.split(" | ") for line in done.stdout.splitlines())
    assert set(said) == {line.split()[0] for line in COMMANDS}
    for command, sentence in said.items():
        assert "Run “python manage.py migrate” first." in sentence, command
