"""Builds the messages of a story: each right until something is said to be different. `anders` names attributes that differ."""
