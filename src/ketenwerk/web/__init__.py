"""What do people see? The pages."""
