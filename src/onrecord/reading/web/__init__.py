"""Addresses that may be read, and what they hold."""
