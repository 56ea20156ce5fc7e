"""A stand-in for Stripe: speaks its protocol for exactly what Presspass uses, and moves no money.

It knows nothing of Presspass but `core`, as Stripe doesn't. `docs/sandbox.md` says what it does
and where it differs from Stripe.
"""
