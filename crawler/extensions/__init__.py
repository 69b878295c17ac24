"""What stands around a run: its database session, and what it tells people."""
