"""Level 3: what is judged beside everything exchanged before. Importing this package registers its rules."""
