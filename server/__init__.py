"""The service around the exercises: pages and API over services over tables, and what runs them."""
