"""What stands where: sentences, names that are declared and used, the outline, which files speak of one table."""
