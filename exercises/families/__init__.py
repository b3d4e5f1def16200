"""One file per family; a new file that offers a ``FAMILY`` is a new family."""
