"""The judge that asks models, as pure code: what is asked, and how the answer is read."""
