"""What an error becomes: decided here once, for pages and for the API.

A domain error's text is one clear sentence, made for the person who asked; any other failure is
logged with the request's id, and only that id is shown.
"""

from dataclasses import dataclass

import structlog
from flask import Flask, abort, render_template, request
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from exercises.errors import ExerciseError, UnknownFamily
from grader.errors import GraderError
from server.api.errors import answer as json_answer
from server.pages import resend
from server.pages.errors import PageError
from server.services.errors import ServiceError
from server.settings import Settings

log = structlog.get_logger("chainrule.web")

STATUS: dict[type[Exception], int] = {
    UnknownFamily: 404,
    ExerciseError: 422,
    GraderError: 422,
    PageError: 422,
}


@dataclass(frozen=True)
class Words:
    """What a page says of a status."""

    title: str
    sentence: str


WORDS = {
    400: Words(
        "This form is no longer valid",
        "Your browser sent no valid form token, perhaps because you signed in or out in another "
        "tab. Go back, reload the page and send it again.",
    ),
    403: Words("Not yours to open", "This page belongs to another account."),
    404: Words("Nothing here", "There is no page at this address."),
    405: Words("Not this way", "This address is there, but not for that kind of request."),
    413: Words("Too much", "That is more than one exercise can hold."),
    422: Words("That cannot be used", "Something in the form does not fit."),
    429: Words("A short break", "That was often in a short time. Wait a minute and try again."),
    500: Words(
        "Our mistake",
        "Something went wrong on our side. What you had saved or checked is still there.",
    ),
}


def init_app(app: Flask, _: Settings) -> None:
    """Register the handlers."""
    app.before_request(_refuse_nul)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(CSRFError, _token)
    app.register_error_handler(Exception, _failure)
    app.register_error_handler(ServiceError, _service)
    for kind in STATUS:
        app.register_error_handler(kind, _domain)


def _refuse_nul() -> None:
    # PostgreSQL takes no such text, not even to look for it.
    if "\0" in request.path:
        abort(404)


def _domain(error: Exception) -> ResponseReturnValue:
    status = next(STATUS[kind] for kind in type(error).__mro__ if kind in STATUS)
    return _answer(status, str(error))


def _service(error: ServiceError) -> ResponseReturnValue:
    return _answer(error.status, str(error))


def _token(error: CSRFError) -> ResponseReturnValue:
    if request.blueprint in ("work", "solutions"):
        return resend.page("This page was open while your session ended."), 400
    return _http(error)


def _http(error: HTTPException) -> ResponseReturnValue:
    if error.code is None or error.code < 400:
        return error
    return _answer(error.code, "")


def _failure(error: Exception) -> ResponseReturnValue:
    log.error("failure", path=request.path, exc_info=error)
    return _answer(500, "")


def _answer(status: int, sentence: str) -> ResponseReturnValue:
    if request.path.startswith("/api/"):
        return json_answer(status, sentence)
    words = WORDS.get(status, WORDS[400] if status < 500 else WORDS[500])
    sentence = sentence or words.sentence
    page = render_template("error.html", status=status, words=words, sentence=sentence)
    return page, status
