"""The pages, asked through Flask's test client."""
