"""A build to a dossier: `python report.py BUILD --topic "…" --output DIR`."""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections.abc import Sequence
from pathlib import Path

from model.errors import ChaotouError, QueryError

EXIT_OK, EXIT_FAILED = 0, 2
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


def main(arguments: Sequence[str] | None = None) -> int:
    options = _parser().parse_args(arguments)
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    try:
        written = _write(options)
    except ChaotouError as error:
        print(error, file=sys.stderr)
        return EXIT_FAILED
    if not options.quiet:
        for path in written:
            print(path)
    return EXIT_OK


def _write(options: argparse.Namespace) -> list[Path]:
    if not options.topic.strip():
        raise QueryError("the topic is empty", where="--topic", advice="name what the dossier is about")
    if options.accessed and not _DATE.fullmatch(options.accessed):
        raise QueryError(f"not a date: {options.accessed!r}", where="--accessed", advice="write it as 2026-01-31")
    from answering import Answerer
    from builds import open_build
    from reports.desk import desk
    from reports.files import write
    from reports.topics import answer_dossier, topic_dossier

    build = open_build(_build(options.build))
    try:
        at = desk(build, Answerer(build), language=options.language, site=options.site, accessed=options.accessed)
        make = answer_dossier if options.answer_only else topic_dossier
        return write(make(at, options.topic.strip()), options.output)
    finally:
        build.close()


def _build(path: Path) -> Path:
    """The folder of builds that ingest.py wrote to stands for its current build."""
    current = path / "current"
    return current if current.exists() else path


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="report.py",
        description="Write what a build knows about a topic: Word, HTML and Markdown with tables, figures and numbered "
        "sources, the data as CSV, networks as GraphML and GEXF.",
        epilog="The same build and topic give the same bytes. Exit status: 0 done, 2 nothing written.",
    )
    parser.add_argument("build", type=Path, metavar="BUILD", help="a build, or the folder that ingest.py wrote to")
    parser.add_argument("--topic", required=True, metavar="TEXT", help="a topic or a question, Chinese or English")
    parser.add_argument("--output", type=Path, required=True, metavar="DIR", help="where to put the files")
    parser.add_argument("--language", choices=("zh", "en"), default="zh", help="language of the dossier (default: zh)")
    parser.add_argument("--answer-only", action="store_true", help="only the answer to the question, not all around it")
    parser.add_argument("--site", default="", metavar="URL", help="where the build is served: figures then carry links")
    parser.add_argument("--accessed", default="", metavar="DATE", help="date of access for the references (GB/T 7714)")
    parser.add_argument("--quiet", action="store_true", help="do not list the files")
    return parser


if __name__ == "__main__":
    sys.exit(main())
