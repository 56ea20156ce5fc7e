# Buying, and the reader's subscription. docs/messages.md lists what each message is given.

## Offers

offers-compare = What each plan brings
brings-on-web = Web
brings-on-phone = Phone
brings-on-tablet = Tablet
brings-on-paper = Paper
brings-browser = In the browser
brings-app = In the app
brings-paper = To your door
brings-nothing = Not included
offers-code = Do you have a code?
offers-code-show = Show what it opens
offers-code-unknown = We don’t know this code, or its offer is over. Check how it is spelt.

## What is said of each choice, before any button

sale-terms = { $now }, { $then }
sale-renews = It renews for the first time on { $day }, and goes on until you cancel.
sale-ends = It ends by itself on { $day }. Nothing follows, and nothing more is charged.
sale-card = You need a card to begin.
sale-no-card = No card is needed.
sale-trial-then = Unless you cancel before, { $price } is charged on { $day }.
sale-trial-stops = It ends by itself on { $day }, unless you have given a card by then.
sale-cancel = Cancel at any time in your account, in two clicks: nothing more is charged, and you read on to the end of what is paid for.
sale-consent-renews = With this button I order { $plan } from { $publication }: { $terms }. It renews by itself until I cancel. Within 14 days I can withdraw, and get all of my money back.
sale-consent-ends = With this button I order { $plan } from { $publication }: { $terms }. Within 14 days I can withdraw, and get all of my money back.
sale-buy = Order and pay
sale-try = Begin the trial
sale-choose = Choose this
sale-to-offers = See all offers
sale-to-subscription = Your subscription

## What can't be bought

not-sold-unknown-title = We don’t sell this
not-sold-unknown-explanation = The offer may have ended, or a letter of the link may have been lost. Nothing was charged.
not-sold-ended-title = This offer has ended
not-sold-ended-explanation = You were a little too late for it. Nothing was charged; please see what is on sale today.
not-sold-not-yet-title = This offer hasn’t begun yet
not-sold-not-yet-explanation = Please come back when it has. Nothing was charged.
not-sold-not-for-you-title = This offer isn’t for you
not-sold-not-for-you-explanation = It is made to other readers, as it says beside it. Nothing was charged; please see what else is on sale.
not-sold-sold-out-title = This offer is sold out
not-sold-sold-out-explanation = It was limited in number, and others were faster. Nothing was charged; please see what else is on sale.
not-sold-taken-before-title = You’ve had this offer before
not-sold-taken-before-explanation = It can be taken once only. Nothing was charged; please see what else is on sale.
not-sold-trial-had-title = You’ve had a trial before
not-sold-trial-had-explanation = A trial is once for each person. Nothing was charged; please see what else is on sale.
not-sold-subscribed-title = You’re subscribed already
not-sold-subscribed-explanation = Nothing was charged. You can change your plan on the page of your subscription.
not-sold-other-currency-title = This plan is paid in another currency
not-sold-other-currency-explanation = Nothing was changed. A subscription keeps the currency in which it was bought; once yours has ended, you can buy this plan.
provider-away-title = We can’t reach our payment provider just now
provider-away-explanation = Nothing was charged by what you just did. Please try again in a few minutes: nothing is ever charged twice.
provider-refused-title = Our payment provider wouldn’t do that
provider-refused-explanation = Nothing was changed. Please try again; if it doesn’t help, write to { $publication }, who can look up why.

## Agreeing, and coming back

checkout-title = Your order
checkout-next = The button leads to the page of our payment provider. Your card’s number never comes to us.
checkout-changed = What we sell has changed since you opened the page. Please read it once more: nothing was ordered.
came-in-title = You’re in
came-in-explanation = Thank you. Everything is open to you from now on.
came-waiting-title = Your payment is on its way
came-waiting-explanation = Our payment provider hasn’t confirmed it yet. Nothing is lost: as soon as it is confirmed, everything opens by itself.
came-waiting-again = Look again
came-back-title = Nothing was charged
came-back-explanation = You came back without paying. You can choose again whenever you like.
came-unknown-title = We don’t know this payment
came-unknown-explanation = If you have paid, it will be on the page of your subscription in a few minutes.
came-trial-had-title = You’ve had a trial before
came-trial-had-explanation = A trial is once for each person, and we know this address or this card from an earlier one. The new trial was ended, and nothing was charged.

## The reader's subscription

held-title = Your subscription
held-none = You have no subscription.
held-active = Your subscription is running.
held-trial = You’re on trial. On { $day } it is paid for the first time, unless you cancel before.
held-trial-no-card = You’re on trial until { $day }. It ends by itself then, unless you give a card.
held-past-due = We couldn’t take your last payment. Please put it right before { $day }; until then you can read on.
held-incomplete = Your payment hasn’t gone through yet.
held-cancelling = You’ve cancelled. You can read on until { $day }, and nothing more is charged.
held-fixed = It runs until { $day } and ends by itself. Nothing more is charged.
held-ended-cancelled = Your subscription ended on { $day }. Nothing more is charged.
held-ended-trial-over = Your trial ended on { $day }. Nothing was charged.
held-ended-unpaid = Your subscription ended on { $day }, as it wasn’t paid. Nothing more is charged.
held-ended-given-back = Your subscription ended on { $day }, and its last payment was given back.
held-plan = Plan
held-price = Price now
held-price-until = { $price } until { $day }
held-free-until = Free until { $day }
held-next-price = Price after that
held-renews-on = Renews on
held-ends-on = Ends on
held-day = { $day }
held-card = Card
held-card-is = { $brand } ending in { $last }, good until { $expires }
held-done-bought = You had paid already, in another window. Nothing was charged again.
held-done-card = Your card was changed.
held-done-changed = Your plan was changed.
held-done-nothing = That can’t be done with your subscription as it stands. Nothing was changed.
held-done-resumed = You go on as before. Nothing was charged for it.
held-done-withdrawn = You’ve withdrawn from the purchase. All that you paid is given back; banks take some days to show it.
held-done-withdrawing = We have your withdrawal. Our payment provider can’t be reached just now: as soon as it can, your subscription ends and all that you paid is given back. There is nothing more to do for you.

## Payments

ledger-title = Payments
ledger-paid = Paid
ledger-refunded = Given back
ledger-disputed = Taken back by your bank
ledger-reverted = Refund that failed
ledger-reinstated = Returned by your bank
ledger-money = { $money }
receipt-title = Receipt
receipt-label = Receipt of { $day } for { $money }
receipt-paid-title = Receipt for a payment
receipt-refunded-title = Receipt for a refund
receipt-from = From
receipt-to = For
receipt-day = Date
receipt-number = Number
receipt-agreed = What you agreed to
receipt-tax = The amount includes tax.
receipt-print = To keep it, print this page or save it as a file.

## Cancelling

cancel-title = Cancel the subscription
cancel-lasts = You can read on until { $day }. After that it ends, and nothing more is charged. You can take it back until then.
cancel-lasts-unpaid = As the last payment couldn’t be taken, it ends with the present period. Nothing more is charged after it.
cancel-confirm = Yes, cancel it
cancel-keep = Leave everything as it is
cancel-resume = Go on after all

## Changing

change-title = Change the plan
change-introduction = What a change costs is shown before you agree to it.
change-see = See what it costs
change-see-label = See what { $plan } for { $price } costs
change-due = Today { $due } is charged for the rest of the present period. What you have paid for it is counted already.
change-credited = Today nothing is charged. { $due } that you have paid too much is taken off your next payments.
change-free = Today nothing is charged.
change-consent = With this button I change to { $plan } for { $price }. { $cost } It renews by itself until I cancel.
change-confirm = Change and pay
change-changed = What the change costs is no longer what was shown. Please read it once more: nothing was changed.

## Card

card-other = Use another card
card-fix = Pay with another card
card-refused-title = The card didn’t pay
card-refused-explanation = The payment that is owed couldn’t be taken from it. Please ask your bank, or use another card.

## Withdrawing

withdraw-title = Withdraw from the purchase
withdraw-offered = Until { $day } you can withdraw without giving a reason. It ends at once, and all of your money is given back.
withdraw-here = Withdraw from the contract here
withdraw-declaration = I withdraw from my contract for { $plan }, which I ordered on { $day }.
withdraw-rule = Your access ends at once, and we give back all that you paid for it, whatever you have read already. It goes back the way that it came.
withdraw-mail = The receipt of your withdrawal goes to { $address }.
withdraw-confirm = Confirm the withdrawal

mail-withdrawal =
    .subject = We have received your withdrawal
    .heading = We have received your withdrawal
    .text =
        On { $at } you declared: I withdraw from my contract for { $plan } with { $publication }. Your name with us is { $address }.

        Your access has ended, and we give back all that you paid for it, the way that it came. Banks take some days to show it.
    .otherwise = If it wasn’t you who withdrew, please write to us.
