"""What can be done, one use case per file. Each runs inside a Flask app context."""
