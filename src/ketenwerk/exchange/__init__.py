"""How messages travel: for now through a watched folder, and a folder for what goes out."""
