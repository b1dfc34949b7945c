"""What the data says about itself: one rule a module, over the store."""
