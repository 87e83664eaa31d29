"""Sources that answer a question differently."""
