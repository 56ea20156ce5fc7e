"""`ports.Payments` at Stripe, by its official library, which only `payments.py` loads."""
