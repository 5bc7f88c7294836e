"""What may be claimed: periods, volumes, tariffs and amounts, as the claim rules count them. All dates inclusive, no floats."""
