"""From an offer to a subscription: what is on sale for whom, agreeing, paying, coming back."""
