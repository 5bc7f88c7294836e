"""What must happen now: judge, record, answer."""
