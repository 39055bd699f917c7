"""`/report.docx?q=`, `.html`, `.md`: the answer to a question with its figure and sources, ready for a report."""

from __future__ import annotations

from collections.abc import Callable

from flask import Blueprint, Response, abort

from reports.desk import desk
from reports.dossier import Dossier
from reports.topics import answer_dossier
from service import parameters
from service.current import served
from service.language import language
from service.links import absolute

blueprint = Blueprint("reports", __name__)
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@blueprint.get("/report.<format>")
def report(format: str) -> Response:
    if format not in WRITERS:
        abort(404, f"a report is {', '.join(sorted(WRITERS))}")
    question = parameters.text("q", limit=500)
    at = desk(served().build, served().answerer, language=language(), site=absolute("/"))
    data, content_type = WRITERS[format](answer_dossier(at, question))
    response = Response(data, content_type=content_type)
    response.headers["Content-Disposition"] = f'attachment; filename="report.{format}"'
    return response


def _word(dossier: Dossier) -> tuple[bytes, str]:
    from reports.word import to_word  # late: python-docx is needed here only

    return to_word(dossier), WORD


def _html(dossier: Dossier) -> tuple[bytes, str]:
    from reports.html import to_html

    return to_html(dossier).encode(), "text/html; charset=utf-8"


def _markdown(dossier: Dossier) -> tuple[bytes, str]:
    from reports.markdown import to_markdown

    return to_markdown(dossier).encode(), "text/markdown; charset=utf-8"


WRITERS: dict[str, Callable[[Dossier], tuple[bytes, str]]] = {"docx": _word, "html": _html, "md": _markdown}
