"""The account page, with the tokens for programs."""

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import login_required
from flask_wtf import FlaskForm
from wtforms import StringField
from wtforms.validators import DataRequired, Length

from server.login import me
from server.services import tokens

blueprint = Blueprint("account", __name__)


class TokenForm(FlaskForm):
    """A new token."""

    name = StringField(
        "What is it for?",
        [
            DataRequired("Please give the token a name."),
            Length(max=100, message="A name has at most 100 letters."),
        ],
        render_kw={"placeholder": "my notebook", "autocomplete": "off"},
    )


@blueprint.get("/account")
@login_required
def show() -> ResponseReturnValue:
    """Who I am, and my tokens."""
    return _page(TokenForm())


@blueprint.post("/account/tokens")
@login_required
def create_token() -> ResponseReturnValue:
    """Make a token; its text is on this one answer and never again."""
    form = TokenForm()
    if not form.validate_on_submit():
        return _page(form), 422
    _, text = tokens.create(me(), form.name.data)
    return _page(TokenForm(formdata=None), fresh=text)


@blueprint.post("/account/tokens/<int(max=9223372036854775807):number>/revoke")
@login_required
def revoke_token(number: int) -> ResponseReturnValue:
    """End a token."""
    tokens.revoke(me(), number)
    return redirect(url_for("account.show"), 303)


def _page(form: TokenForm, fresh: str = "") -> str:
    return render_template(
        "account/account.html", user=me(), form=form, tokens=tokens.of_user(me()), fresh=fresh
    )
