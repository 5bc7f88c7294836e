"""Thin: a view reads the question, calls one function, and shows the result."""
