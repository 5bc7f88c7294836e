"""Shared by all tests. `pythonpath = tests` lets them import `outside`, `builders` and `strategies` by name."""
