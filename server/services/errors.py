"""What may go wrong in a use case, and the HTTP status of each.

ServiceError
    BadInput       422  something typed or sent cannot be used
    NotSignedIn    401
    Forbidden      403  it exists, but not for this account
    NotFound       404
    Conflict       409  it exists already
    TooLarge       413
"""


class ServiceError(Exception):
    """str(error) is one clear sentence for the person who asked; `field` names the input."""

    status = 400
    code = "bad_request"

    def __init__(self, message: str, field: str | None = None) -> None:
        super().__init__(message)
        self.field = field


class BadInput(ServiceError):
    """Something typed or sent cannot be used."""

    status = 422
    code = "bad_input"

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message, field)


class NotSignedIn(ServiceError):
    """Nobody is signed in, or with a wrong password or token."""

    status = 401
    code = "not_signed_in"


class Forbidden(ServiceError):
    """It exists, but not for this account."""

    status = 403
    code = "forbidden"


class NotFound(ServiceError):
    """It does not exist."""

    status = 404
    code = "not_found"


class Conflict(ServiceError):
    """It exists already."""

    status = 409
    code = "conflict"


class TooLarge(ServiceError):
    """It is larger than we keep."""

    status = 413
    code = "too_large"
