"""The page in the browser as files: made from the checkout, and looked at before it is served."""
