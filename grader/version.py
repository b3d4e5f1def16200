"""The version of the grader: a marking is a pure function of variant, answers, policy and this."""

VERSION = "1.0.1"
