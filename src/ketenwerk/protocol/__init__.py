"""What parties agreed: products, tariffs, terms. Pure."""
