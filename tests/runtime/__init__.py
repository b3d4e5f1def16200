"""Tests of the supervisor and of the servers that the suite itself starts."""
