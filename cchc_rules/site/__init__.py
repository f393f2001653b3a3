"""The site of a year: static pages that open from disk, without a request to anywhere."""
