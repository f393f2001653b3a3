"""Score sheets as workbooks: a frozen description, written by one library and read back by another."""
