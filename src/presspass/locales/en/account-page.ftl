# The reader's own pages. docs/messages.md lists what each message is given.

account-title = Your account
account-since = Yours since { $day }

## What one is

account-registered = You have a free account.
account-trial = You read everything on trial, up to and including { $day }.
account-trial-forever = You read everything on trial.
account-trial-renews = You read everything on trial. Your subscription is first paid for on { $day }.
account-renews = You read everything. Your subscription renews on { $day }.
account-ends = You read everything, up to and including { $day }. Nothing is charged after that.
account-ends-forever = You read everything.
account-brought = You read everything with the subscription that you brought along, up to and including { $day }.
account-brought-forever = You read everything with the subscription that you brought along.
account-guest = You read everything as a guest of { $publication }, free of charge, up to and including { $day }.
account-guest-forever = You read everything as a guest of { $publication }, free of charge.
account-also-guest = As a guest of { $publication } you also have complimentary access, up to and including { $day }.
account-also-guest-forever = As a guest of { $publication } you also have complimentary access.
account-past-due = We couldn’t take your last payment. You can read on until { $day }; please put it right before then.
account-past-due-forever = We couldn’t take your last payment. Please put it right.
account-lapsed-trial = Your trial ended on { $day }. You still have your free account.
account-lapsed-guest = Your complimentary access ended on { $day }. You still have your free account.
account-lapsed = Your subscription ended on { $day }. You still have your free account.
account-benefits = It brings you:
account-subscription = Your subscription

## Articles

account-articles = Your articles
account-left = { $left ->
    [0] { $period ->
        [month] You have read all { $limit } free articles of this month.
       *[days] You have read all { $limit } free articles of the last { $days } days.
    }
    [one] You have 1 of { $limit } free articles left.
   *[other] You have { $left } of { $limit } free articles left.
}
account-left-unlimited = With your account you can read as many articles as you like.
account-left-away = We can’t look up just now how many articles you have left. What you may read, you can go on reading.
account-resets = { $period ->
    [month] They return on { $resets }.
   *[days] The next one comes on { $resets }.
}
account-counted = What was counted
account-counted-on = { $day }
account-counted-unnamed = { $count ->
    [one] 1 more article was counted before you signed in. Of that we keep no names.
   *[other] { $count } more articles were counted before you signed in. Of those we keep no names.
}
account-counted-kept = { $days ->
    [one] What you opened is kept for 1 day, so that we can explain to you what was counted. After that only a number stands for each article.
   *[other] What you opened is kept for { $days } days, so that we can explain to you what was counted. After that only a number stands for each article.
}
account-counted-away = We can’t look up just now what was counted.

## Settings

account-settings = Settings
account-email-title = Change your address
account-email-now = Your account is known by { $address }.
account-email-how = We send a mail to the new address, and nothing changes until you confirm it from there. Another tells your present address, which can stop the change.
account-email-new = New e-mail address
account-email-send = Send me the mail
account-email-same = That is the address of your account already
account-email-sent = We’ve sent a mail to { $address }. Press the link in it, or type its code here.
account-email-confirm = Use this address
account-email-confirm-title = Is this your new address?
account-email-confirm-explanation = With this button your account is known by { $address } from now on.
account-email-taken-title = This address has an account already
account-email-taken-explanation = Nothing was changed. Sign in with that address if the account is yours; once it is deleted, you can use the address here.
account-email-changed-title = Your address is changed
account-email-changed-explanation = From now on you sign in with the new address.
account-email-stop = Keep my address
account-email-stop-title = Stop the change of address
account-email-stop-explanation = With this button your account stays with { $address }, or comes back to it, and is signed out everywhere.
account-email-stopped-title = Your address stays
account-email-stopped-explanation = The change is stopped, and your account is signed out everywhere. Sign in again; if you have a password, choose a new one.
account-email-unstoppable-title = There is nothing to stop
account-email-unstoppable-explanation = This link is good for three days, or the account is gone. If your account is in somebody else’s hands, please get in touch with { $publication }.

account-password-title = Your password
account-password-there = You sign in with a password, or by mail.
account-password-none = You sign in by mail. You can have a password as well.
account-password-change = Change or remove it
account-password-choose = Choose a password
account-password-current = Present password
account-password-wrong = That isn’t your present password
account-password-elsewhere = When it changes, you are signed out everywhere else.
account-password-drop = Remove my password
account-password-drop-hint = Without a password you sign in by mail alone. To remove it, the present one is enough.

account-newsletter-title = Newsletter
account-newsletter-yes = You get it.
account-newsletter-no = You don’t get it.
account-newsletter-change = Choose
account-newsletter-sentence = { $publication } may send its newsletter to my e-mail address until I say otherwise.
account-newsletter-since = On { $day } you agreed to this:
account-newsletter-agree = I agree
account-newsletter-leave = Send me no newsletter any more
account-newsletter-hint = We keep the sentence that you agree to, and when you did. You can change your mind here at any time.

account-language-title = Language of our mails
account-language-change = Choose another
account-language-legend = We write to you in
account-language-keep = Use this language

## Where one is signed in

account-sessions = Where you are signed in
account-session-here = This browser
account-session-since = Signed in on { $day }
account-session-end = Sign out of { $device }
account-sessions-others = Sign out everywhere else
account-sessions-hint = It takes effect everywhere within five seconds.

## Data

account-data = Your data
account-data-take = Everything that we hold about you
account-data-explanation = One file (JSON): account, consent, delivery address, sessions, purchases, what you read, and how long it is kept.
account-data-download = Download
account-delete-title = Delete your account
account-delete-summary = At once, and for good.
account-delete-go = Delete
account-delete-goes = Your account goes, and with it your addresses, your sessions, what you may read, what you have read and what was counted. It can’t be brought back.
account-delete-stays-title = What stays
account-delete-stays = The law has us keep the records of your purchases and payments for some years; we use them for nothing else. Your name for us in them is a number.
account-delete-stays-nothing = You have bought nothing, so there are no records that the law has us keep. What remains is a number: that an account was there and is deleted.
account-delete-browser = If you ever had a trial, we keep a scrambled form of your address, so that it isn’t had twice. And what this browser has read without being signed in goes on counting in it.
account-delete-cancels = Your subscription is ended with it, and nothing more is charged.
account-delete-loses = What is left of the time that you have paid for, or of your trial, is lost.
account-delete-subscribed = Your subscription goes on. Please cancel it first: otherwise you would be charged for nothing. As soon as it is cancelled, you can delete your account here.
account-delete-paying = You have begun to buy something, and its payment page is still open. Please finish it, or try again in an hour, when it is closed.
account-delete-sure = Yes, delete my account
account-delete-unsure = Tick the box to confirm
account-delete-confirm = Delete my account now
account-deleted-title = Your account is deleted
account-deleted-explanation = You are signed out everywhere, and what we held about you is gone. A last mail tells you so. Thank you for reading { $publication }.
account-again-title = Is it you?
account-again-explanation = You signed in a while ago. Before this, please sign in once more.
account-again-send = Send a mail to { $address }

## What was done

account-done-address = Your address is changed.
account-done-delivery = Your delivery address is kept. It counts from the next paper on.
account-done-newsletter = You get the newsletter from now on.
account-done-newsletter-left = You don’t get the newsletter any more.
account-done-password = Your password is set. You are signed out everywhere else.
account-done-password-dropped = Your password is removed. You are signed out everywhere else.
account-done-sessions = You are signed out there.
