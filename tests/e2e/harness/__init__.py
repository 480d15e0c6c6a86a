"""What the end-to-end tests stand on: processes that end, ways to talk to them, and waiting with a deadline."""
