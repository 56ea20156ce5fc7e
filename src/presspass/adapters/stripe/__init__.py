"""`ports.Payments` at Stripe, by its official library."""
