"""Which sentences can be checked, of what kind they are, how much they are worth checking, and why."""
