"""From a question and its passages to an answer whose every sentence is cited."""
