"""What every step stands on: the environment, the steps themselves, messages."""
