"""`/reports/<kind>.<format>`: an answer, or all that a build knows about a topic, for one's own report."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping

from flask import Blueprint, Response, abort, current_app

from reports.desk import desk
from reports.dossier import Dossier
from reports.files import files
from reports.html import to_html
from reports.topics import answer_dossier, topic_dossier
from reports.word import to_word
from service import coverage, parameters
from service.current import served
from service.language import language
from service.links import absolute

blueprint = Blueprint("dossiers", __name__)
KINDS = {"answer": answer_dossier, "topic": topic_dossier}
_EPOCH = (1980, 1, 1, 0, 0, 0)


def _zipped(dossier: Dossier) -> bytes:
    """Every file of the dossier: Word, HTML, Markdown, figures, tables, networks."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files(dossier):
            archive.writestr(zipfile.ZipInfo(name, _EPOCH), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


FORMATS: Mapping[str, tuple[str, Callable[[Dossier], bytes | str]]] = {
    "docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", to_word),
    "html": ("text/html", to_html),
    "zip": ("application/zip", _zipped),
}


@blueprint.get("/reports/<kind>.<format>")
def report(kind: str, format: str) -> Response:
    if kind not in KINDS or format not in FORMATS:
        abort(404, f"reports are {' and '.join(KINDS)}, each as {', '.join(FORMATS)}")
    topic = parameters.text("q", limit=current_app.config["SETTINGS"].question_limit)
    media_type, write = FORMATS[format]
    build = served()
    at = desk(
        build.build,
        build.answerer,
        language=language(),
        site=absolute("").rstrip("/"),
        names=coverage.names(build),
    )
    response = Response(write(KINDS[kind](at, topic)), mimetype=media_type)
    response.headers["Content-Disposition"] = f'attachment; filename="chaotou-{kind}.{format}"'
    return response
