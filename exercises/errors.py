"""What can be wrong with a request to draw, read or solve an exercise.

ExerciseError
├── UnknownFamily     no family of that name
├── BadParameter      a parameter that the family does not have, or a value out of its range
└── BadVariant        a variant that cannot be read: its parts are missing or do not fit together

``str(error)`` is one clear sentence for the person who made the request.
"""


class ExerciseError(ValueError):
    """Base of all errors of this package."""


class UnknownFamily(ExerciseError):
    """No family of that name."""


class BadParameter(ExerciseError):
    """A parameter that the family does not have, or a value out of its range."""


class BadVariant(ExerciseError):
    """A variant whose parts are missing or do not fit together."""
