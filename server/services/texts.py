"""What text we keep, from anywhere."""

from server.services.errors import BadInput


def clean(field: str, text: object, longest: int) -> str:
    """The text as it is; raises BadInput if it is no text, too long, or cannot be stored."""
    if not isinstance(text, str):
        raise BadInput(field, "This must be a text.")
    if len(text) > longest:
        raise BadInput(field, f"This is longer than {longest} characters.")
    if not storable(text):
        raise BadInput(field, "This holds a character that cannot be stored.")
    return text


def storable(text: str) -> bool:
    """False for what PostgreSQL refuses: the character NUL and halves of surrogate pairs."""
    return "\0" not in text and not any("\ud800" <= each <= "\udfff" for each in text)
