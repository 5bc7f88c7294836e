"""Where is it kept? The archive: every message as it came, what was found in it, and the reply that was made."""
