"""Sign up, sign in, sign out."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import login_required
from flask_wtf import FlaskForm
from wtforms import EmailField, HiddenField, PasswordField, StringField
from wtforms.validators import DataRequired, Length

from server import login
from server.limits import address_and_email, limiter
from server.pages.targets import safe_target
from server.services import accounts
from server.services.errors import BadInput, Conflict

blueprint = Blueprint("accounts", __name__)

EMAIL = DataRequired("Please enter your e-mail address.")
PASSWORD = DataRequired("Please enter a password.")


class SignUpForm(FlaskForm):
    """A new account."""

    name = StringField(
        "Name",
        [DataRequired("Please enter your name."), Length(max=100, message="At most 100 letters.")],
        render_kw={"autocomplete": "name"},
    )
    email = EmailField("E-mail", [EMAIL], render_kw={"autocomplete": "username"})
    password = PasswordField("Password", [PASSWORD], render_kw={"autocomplete": "new-password"})


class SignInForm(FlaskForm):
    """An account that is there."""

    email = EmailField("E-mail", [EMAIL], render_kw={"autocomplete": "username"})
    password = PasswordField("Password", [PASSWORD], render_kw={"autocomplete": "current-password"})
    next = HiddenField()


@blueprint.route("/sign-up", methods=["GET", "POST"])
@limiter.limit("300 per hour", methods=["POST"])
def sign_up() -> ResponseReturnValue:
    """Make an account and sign in with it."""
    form = SignUpForm()
    if form.validate_on_submit():
        try:
            user = accounts.sign_up(form.email.data, form.name.data, form.password.data)
        except (BadInput, Conflict) as error:
            form[error.field or "email"].errors = [str(error)]
        else:
            login.sign_in(user)
            flash(f"Welcome, {user.name}. Choose an exercise to begin with.")
            return redirect(url_for("practice.catalogue"))
    return render_template("accounts/sign_up.html", form=form), 422 if form.errors else 200


@blueprint.route("/sign-in", methods=["GET", "POST"])
@limiter.limit("10 per minute", key_func=address_and_email, methods=["POST"])
@limiter.limit("600 per minute", methods=["POST"])
def sign_in() -> ResponseReturnValue:
    """Sign in, then go where the reader wanted to go."""
    form = SignInForm(next=request.args.get("next", ""))
    if form.validate_on_submit():
        user = accounts.check_password(form.email.data, form.password.data)
        if user is not None:
            login.sign_in(user)
            return redirect(safe_target(form.next.data) or url_for("practice.catalogue"))
        form.password.errors = ["This e-mail address and this password do not belong together."]
    return render_template("accounts/sign_in.html", form=form), 422 if form.errors else 200


@blueprint.post("/sign-out")
@login_required
def sign_out() -> ResponseReturnValue:
    """End the session."""
    login.sign_out()
    return redirect(url_for("home.show"))
