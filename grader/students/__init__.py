"""Simulated students: known through and through, so that marking can be measured on them.

A student works through the steps with some rules swapped, some values slipped, all rounded; or
does not work at all and guesses or copies. What was really changed, box by box, comes with the
answers.
"""

from grader.students.errors import BadStudent
from grader.students.habits import Habit
from grader.students.simulation import simulate, simulate_all
from grader.students.slipping import KINDS
from grader.students.student import COPIES, GUESSES, Simulated, Student

__all__ = [
    "COPIES",
    "GUESSES",
    "KINDS",
    "BadStudent",
    "Habit",
    "Simulated",
    "Student",
    "simulate",
    "simulate_all",
]
