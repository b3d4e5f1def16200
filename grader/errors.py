"""What can be wrong with the answers that are to be marked.

GraderError
├── BadAnswers    the answers as a whole do not fit the exercise: an unknown step, another shape
└── Unreadable    one cell holds a text that is not a number

``str(error)`` is one clear sentence for the person who typed or sent the answers.
"""


class GraderError(ValueError):
    """Base of all errors of this package."""


class BadAnswers(GraderError):
    """Answers that do not fit the exercise."""


class Unreadable(GraderError):
    """A text that is not a number; ``code`` names the reason for programs and tests."""

    def __init__(self, message: str, code: str = "symbol") -> None:
        super().__init__(message)
        self.code = code
