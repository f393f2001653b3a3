"""What texts say: frozen values, without any meaning or wording."""
