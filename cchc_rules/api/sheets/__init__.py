"""Use cases about score sheets: explain one, score many, ask what if."""
