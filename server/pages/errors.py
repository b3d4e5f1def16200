"""What a page can refuse.

PageError
└── BadForm     fields that are missing, too long or not what the form offers
"""


class PageError(ValueError):
    """Base of the pages' errors; `str(error)` is one clear sentence for the reader."""


class BadForm(PageError):
    """Fields that are missing, too long or not what the form offers."""
