"""`ports.Payments` at Stripe, by its official library, which `config.py` does without."""
