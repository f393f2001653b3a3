"""Documents as Word files, on paper as Nghị định 30/2020/NĐ-CP has it."""
