# Mails. docs/messages.md lists what each message is given; docs/mail.md shows how one is put together.
#
# An empty line within a text begins a new paragraph.

mail-spare-link = If the button doesn’t work, copy this address into your browser:
mail-footer = { $publication } sent this to { $address }.

mail-sign-in =
    .subject = Sign in to { $publication }
    .heading = Sign in
    .text =
        This link signs you in.

        If you have no account with us yet, it makes you one, which costs nothing.
    .button = Sign in
    .code = Or type this code where we asked you for it:
    .lasts = { $minutes ->
        [one] Link and code are good for 1 minute, and only once.
       *[other] Link and code are good for { $minutes } minutes, and only once.
    }
    .otherwise = Didn’t ask for this? Somebody may have mistyped their address. You needn’t do anything: nobody gets in without this mail. Never pass the code on, whoever asks for it.
mail-password =
    .subject = Choose a new password for { $publication }
    .heading = Choose a new password
    .text = This link leads to where you choose the password that you sign in with from now on.
    .button = Choose a password
    .code = Or type this code where we asked you for it:
    .lasts = { $minutes ->
        [one] Link and code are good for 1 minute, and only once.
       *[other] Link and code are good for { $minutes } minutes, and only once.
    }
    .otherwise = Didn’t ask for this? You needn’t do anything: your password stays as it is. Never pass the code on, whoever asks for it.
mail-change-confirm =
    .subject = Confirm your new address for { $publication }
    .heading = Is this your new address?
    .text = You asked us to use { $address } for your account from now on. This link confirms that the mailbox is yours.
    .button = Confirm this address
    .code = Or type this code where we asked you for it:
    .lasts = { $minutes ->
        [one] Link and code are good for 1 minute, and only once. Until you confirm, nothing changes.
       *[other] Link and code are good for { $minutes } minutes, and only once. Until you confirm, nothing changes.
    }
    .otherwise = Don’t have an account with us? Then somebody has mistyped their address. You needn’t do anything, and you won’t hear from us again.
mail-change-told =
    .subject = Your address for { $publication } is about to change
    .heading = Your address is about to change
    .text =
        Somebody who is signed in to your account asked us to use another address for it. Once the new address is confirmed, we’ll no longer write to this one, and it will no longer sign you in.

        If that was you, there is nothing to do here.
    .button = Stop the change
    .otherwise = Wasn’t it you? Stop the change with the link above. That also signs your account out everywhere, so that you can sign in again with this address. You can do so for three days, even if the new address is confirmed meanwhile.
mail-deleted =
    .subject = Your account with { $publication } is deleted
    .heading = Your account is deleted
    .text =
        As you asked, we have deleted your account, and what we held about you with it. You are signed out everywhere.

        If you ever paid us, the law makes us keep the records of those payments for some years. We use them for nothing else.

        Thank you for reading { $publication }. You are welcome back at any time.
    .otherwise = Didn’t ask for this? Then somebody else had the use of your mailbox or of a device of yours. Change your mailbox’s password, and write to us.

## Lines, like those of a bill: a label, and what stands beside it.

mail-line-plan =
    .label = Plan
    .value = { $plan }
mail-line-brings =
    .label = What it brings
    .value = { $benefits }
mail-line-each =
    .label = Price
    .value = { $each }
mail-line-once =
    .label = Price
    .value = { $money }, once
mail-line-first =
    .label = Price at first
    .value = { $money } until { $day }
mail-line-then =
    .label = Price after that
    .value = { $each }, from { $day }
mail-line-free =
    .label = Price at first
    .value = Free until { $day }
mail-line-renews =
    .label = Renews on
    .value = { $day }
mail-line-ends =
    .label = Ends on
    .value = { $day }
mail-line-next =
    .label = Next payment
    .value = { $money } on { $day }
mail-line-paid =
    .label = Paid
    .value = { $money }, tax included
mail-line-returned =
    .label = Given back
    .value = { $money }
mail-line-covers =
    .label = For the time
    .value = from { $first } to { $last }
mail-line-card =
    .label = Card
    .value = { $brand } ending in { $last }
mail-line-date =
    .label = Date
    .value = { $day }
mail-line-number =
    .label = Number
    .value = { $number }
mail-line-seller =
    .label = Seller
    .value = { $publication }, { $site }
mail-line-ended =
    .label = Access ended
    .value = { $day }
mail-line-next-try =
    .label = Next try
    .value = { $day }

## What became of a subscription. $goes_on is "yes" where another payment follows by itself.

mail-welcome =
    .subject = Welcome to { $publication }: your receipt
    .heading = Welcome, and thank you
    .text =
        Your subscription to { $plan } has begun, and everything in it is open to you.

        { $goes_on ->
            [yes] It renews by itself until you cancel, which takes two clicks: open your subscription with the button below, choose “{ cancel-title }”, and confirm. You can then read on to the end of what you’ve paid for.
           *[no] It ends by itself. Nothing more is charged, and there is nothing to cancel.
        }

        Within 14 days you can also withdraw from the purchase, on the same page, and get all of your money back.
    .button = Your subscription
    .otherwise = Please keep this mail: it is the receipt of what you bought. If you didn’t buy anything, write to us.
mail-trial =
    .subject = Your trial of { $publication } has begun
    .heading = Your trial has begun
    .text =
        { $plan } is open to you, and you have paid nothing.

        { $goes_on ->
            [yes] If you don’t cancel, it becomes a subscription at the price below. Cancelling takes two clicks: open your subscription with the button below, choose “{ cancel-title }”, and confirm. You can read on to the end of the trial all the same.
           *[no] It ends by itself, and nothing is charged.
        }
    .button = Your subscription
    .otherwise = Didn’t begin a trial? Write to us.
mail-changed =
    .subject = Your plan at { $publication } is changed
    .heading = Your plan is changed
    .text =
        From now on you have { $plan }.

        { $goes_on ->
            [yes] It renews by itself until you cancel, which takes two clicks on the page of your subscription.
           *[no] It ends by itself, and nothing more is charged.
        }
    .button = Your subscription
    .otherwise = Wasn’t it you? Sign in, sign out all other devices, and write to us.
mail-receipt =
    .subject = Your receipt for { $money }
    .heading = Your payment has come in
    .text = Thank you. This is the receipt of a payment for { $plan }.
    .button = Your subscription and all receipts
    .otherwise = Is anything wrong with this payment? Write to us. To cancel, open your subscription with the button above: it takes two clicks.
mail-refund =
    .subject = We have given { $money } back to you
    .heading = Your money is on its way back
    .text = It goes back the way that it came. Banks take some days to show it.
    .button = All your receipts
    .otherwise = Did you not expect this? Write to us.
mail-failed =
    .subject = We couldn’t take your payment
    .heading = We couldn’t take your payment
    .text =
        Your bank turned down the payment for { $plan }. You can read on as before until { $day }.

        { $again ->
            [yes] We’ll try again by ourselves. If the card has expired or been replaced, please give us another one before { $day }.
           *[no] This card won’t be tried again. Please give us another one before { $day }.
        }
    .button = Put it right
    .otherwise = Have you put it right meanwhile? Then there is nothing to do.
mail-reminder =
    .subject = Your payment still hasn’t come in
    .heading = Your payment still hasn’t come in
    .text = We’ve not been able to take the payment for { $plan }. So that you can read on, please give us another card before { $day }, or ask your bank what is wrong with this one.
    .button = Put it right
    .otherwise = Have you put it right meanwhile? Then there is nothing to do.
mail-reminder-last =
    .subject = Your access ends on { $day }
    .heading = One more day to read on
    .text = We’ve not been able to take the payment for { $plan }, and your access ends on { $day }. With another card you keep it.
    .button = Keep my access
    .otherwise = Have you put it right meanwhile? Then there is nothing to do. If you want to stop, there is nothing to do either.
mail-cancelled =
    .subject = Your subscription is cancelled
    .heading = Your subscription is cancelled
    .text =
        As you asked, nothing more is charged for { $plan }. You can read on until { $day }.

        If you change your mind before that, one click on the page of your subscription takes it back.
    .button = Your subscription
    .otherwise = Wasn’t it you? Sign in, take it back, and sign out all other devices.
mail-ended =
    .subject = Your subscription to { $publication } has ended
    .heading = Your subscription has ended
    .text =
        It ended on { $day }, and nothing more is charged. Your account stays yours, with the free articles that come with it.

        Thank you for having read with us. You are welcome back at any time.
    .button = See all offers
    .otherwise = Did you not expect this? Write to us.
mail-ended-trial =
    .subject = Your trial of { $publication } is over
    .heading = Your trial is over
    .text = It ended on { $day }, and nothing was charged. Your account stays yours, with the free articles that come with it. If you’d like to read on without limits, see what we offer.
    .button = See all offers
    .otherwise = Would you rather not? Then there is nothing to do.
mail-ended-unpaid =
    .subject = Your access to { $publication } has ended
    .heading = Your full access has ended
    .text = We couldn’t take the payment for { $plan }, so your access ended on { $day }. Your account stays yours, with the free articles that come with it. You can pick up where you left off at any time.
    .button = Come back
    .otherwise = Did you mean to stop? Then there is nothing to do.

## What is told ahead of time.

mail-renewal =
    .subject = Your subscription renews on { $day }
    .heading = Your subscription renews on { $day }
    .text =
        If you’d like to go on with { $plan }, there is nothing to do.

        If not, cancel before that day. It takes two clicks: open your subscription with the button below, choose “{ cancel-title }”, and confirm.
    .button = Your subscription
    .otherwise = You get this mail so that no payment takes you by surprise.
mail-price-changes =
    .subject = Your price changes on { $day }
    .heading = Your price changes on { $day }
    .text =
        What you paid for { $plan } at first ends then, as it was agreed, and the price below follows. If you’d like to go on, there is nothing to do.

        If not, cancel before that day. It takes two clicks: open your subscription with the button below, choose “{ cancel-title }”, and confirm.
    .button = Your subscription
    .otherwise = You get this mail so that no payment takes you by surprise.
mail-trial-ends =
    .subject = Your trial ends on { $day }
    .heading = Your trial ends on { $day }
    .text = { $goes_on ->
        [yes] After that your subscription to { $plan } begins, at the price below. If you don’t want that, cancel before that day; it takes two clicks.
       *[no] It ends by itself, and nothing is charged. If you’d like to go on with { $plan }, give us a card before that day.
    }
    .button = Your subscription
    .otherwise = You get this mail so that the end of your trial doesn’t take you by surprise.
mail-card-expires =
    .subject = Your card expires before the next payment
    .heading = Your card expires soon
    .text = The card that pays for { $plan } will have expired when your subscription renews on { $day }. Please give us the new one, so that you can read on.
    .button = Use another card
    .otherwise = Does your bank tell us of new cards by itself? Then there may be nothing to do.
