"""What a web page states and marks, taken from its tree before and beside the extraction of its text."""
