"""`python -m benchmarks [NAME …]`: runs the benchmarks, all of them or those that are named."""

import importlib
import sys

BENCHMARKS = {
    "importing": "an inquiry folder read, written, linked and indexed, on both databases",
    "testimony": "hundreds of hearing days, in text and PDF, imported, searched and served",
    "reading": "search pages, paragraphs and files of 100,000 passages, side by side with Datasette",
    "reading_postgres": "search pages of 600,000 passages on PostgreSQL",
}


def main(names: list[str]) -> int:
    unknown = [name for name in names if name not in BENCHMARKS]
    if unknown:
        print(f"no benchmark {', '.join(unknown)}; there are: {', '.join(BENCHMARKS)}")
        return 1
    for name in names or BENCHMARKS:
        print(f"{name}: {BENCHMARKS[name]}")
        importlib.import_module(f"benchmarks.{name}").run()
        print()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
