"""What can be wrong with the description of a student."""

from grader.errors import GraderError


class BadStudent(GraderError):
    """A student who cannot be simulated: an unknown misconception, slip, habit or step."""
