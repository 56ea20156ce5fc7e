"""The pages of buying, and of what was bought.

```
sale_services  what they work with
till           who may see them, and what goes wrong on the way to the provider
words          a choice, a consent and a subscription in words
checkout       one choice, agreed to: on to the provider's page
coming_back    back from there, with a subscription or without
overview       the reader's subscription
cancelling     ending it, and going on
changing       another plan
card           another card
withdrawing    withdrawing from the purchase
receipts       one payment or refund, to print
webhooks       what the provider tells us by itself
```
"""
