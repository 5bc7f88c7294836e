"""What follows from a message: facts, state machines, changes, and what is known. Pure: no query, no clock."""
