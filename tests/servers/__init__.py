"""Real servers for the tests: PostgreSQL, Valkey or Redis, and the whole running service."""
