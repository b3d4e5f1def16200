"""The tables, one per file."""

from server.models.api_token import ApiToken
from server.models.attempt import Attempt
from server.models.base import Base
from server.models.draft import Draft
from server.models.marking import Marking
from server.models.stored_variant import StoredVariant
from server.models.submission import Submission
from server.models.user import User

__all__ = [
    "ApiToken",
    "Attempt",
    "Base",
    "Draft",
    "Marking",
    "StoredVariant",
    "Submission",
    "User",
]
