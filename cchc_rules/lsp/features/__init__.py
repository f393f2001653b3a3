"""What an editor shows, each a function of the desk, a document and a place in it; none knows the protocol."""
