"""How messages travel: for now through a watched folder."""
