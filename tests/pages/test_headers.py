from dataclasses import replace

from flask import Flask

from server.app import create_app
from tests.pages.student import Student

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


def test_it_sends_the_content_policy_from_every_route(app: Flask, alice: Student) -> None:
    work = alice.start()
    public_id = work.rpartition("/")[2]
    values = {"public_id": public_id, "name": "handout", "number": 1, "filename": "chainrule.css"}
    without = []
    for rule in app.url_map.iter_rules():
        if "GET" in (rule.methods or ()) and not rule.rule.startswith("/api/"):
            with app.test_request_context():
                path = app.url_for(rule.endpoint, **{n: values[n] for n in rule.arguments})
            answer = alice.get(path)
            if answer.headers.get("Content-Security-Policy") != POLICY:
                without.append(path)

    assert [] == without


def test_it_sends_the_content_policy_with_errors(visitor: Student) -> None:
    assert POLICY == visitor.get("/nowhere").headers["Content-Security-Policy"]


def test_it_lets_no_browser_guess_types_or_frame_a_page(visitor: Student) -> None:
    headers = visitor.get("/").headers

    assert "nosniff" == headers["X-Content-Type-Options"]
    assert "DENY" == headers["X-Frame-Options"]
    assert "same-origin" == headers["Referrer-Policy"]


def test_it_marks_the_session_cookie_for_this_site_only(visitor: Student) -> None:
    cookie = visitor.get("/sign-in").headers["Set-Cookie"]

    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie


def test_it_keeps_pages_out_of_caches_and_static_files_in(visitor: Student) -> None:
    page = visitor.get("/")
    style = page.get_data(as_text=True).partition('rel="stylesheet" href="')[2].partition('"')[0]

    assert "no-store" == page.headers["Cache-Control"]
    assert "max-age=31536000" in visitor.get(style).headers["Cache-Control"]


def test_it_names_each_request(visitor: Student) -> None:
    told = visitor.get("/", headers={"X-Request-ID": "abcdef-12345"})
    forged = visitor.get("/", headers={"X-Request-ID": "two words"})

    assert "abcdef-12345" == told.headers["X-Request-ID"]
    assert "two words" != forged.headers["X-Request-ID"]


def test_it_insists_on_https_where_it_is_set(app: Flask) -> None:
    core = app.extensions["core"]
    secure = create_app(replace(core.settings, https=True, trusted_proxies=1))
    headers = Student(secure).get("/sign-in").headers
    secure.extensions["core"].close()

    assert "Secure" in headers["Set-Cookie"]
    assert headers["Strict-Transport-Security"].startswith("max-age=")
