"""What trains the models that ship with On Record."""
