"""A form that could not be taken, offered once more with all that was typed.

Sessions end: by their age, or in another tab. What a student has typed must not end with them.
"""

from flask import render_template, request


def page(reason: str) -> str:
    """The page that sends the same fields to the same address again, with a fresh token."""
    fields = {name: text for name, text in request.form.items() if name != "csrf_token"}
    return render_template("work/resend.html", reason=reason, fields=fields, action=request.path)
