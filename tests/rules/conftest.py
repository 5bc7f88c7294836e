"""Makes `cases` importable for the tables of this room."""
