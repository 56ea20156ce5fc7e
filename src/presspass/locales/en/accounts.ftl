# Signing in and the reader's own pages. docs/messages.md lists what each message is given.

## Forms

form-problems = { $count ->
    [one] Something isn’t right yet
   *[other] Some things aren’t right yet
}
form-stale-title = This form can’t be used any more
form-stale-explanation = It lay open for too long, or your browser didn’t send our cookie back. Nothing was changed. Please go back, reload the page and try again; if that doesn’t help, allow cookies for this site.
form-long-title = That is too long
form-long-explanation = What you sent is longer than anything we ask for. Nothing was changed. Please go back and try again.
accounts-away-title = We can’t get at our accounts just now
accounts-away-explanation = The fault is ours. Nothing was changed and nothing is lost. Please try again in a few minutes; what you may read, you can go on reading meanwhile.

## Signing in

sign-in-title = Sign in or register
sign-in-introduction = Tell us your e-mail address, and we’ll send you a link and a code. They sign you in. If you have no account yet, they make you one, which costs nothing.
email-label = E-mail address
sign-in-send = Send me the mail
sign-in-by-password = Sign in with a password
sign-in-closed-title = You can’t sign in here yet
sign-in-closed-explanation = { $publication } can’t send any mail at the moment, and without mail nobody can sign in or register. What is open to everyone stays open.

mailbox-empty = Write your e-mail address, such as ann@example.com
mailbox-no-at = Check the address: it has one @ between the name and the domain
mailbox-signs = Write the address alone, without spaces, quotes or brackets
mailbox-local = Check what stands before the @: no dot at its ends, and no two in a row
mailbox-domain = Check what stands after the @: a domain such as example.com
mailbox-too-long = An address has at most { $local } characters before the @ and { $most } altogether
mails-too-many = { $minutes ->
    [one] Too many mails were asked for. Look for the last one, whose link still works, or try again in 1 minute.
   *[other] Too many mails were asked for. Look for the last one, whose link may still work, or try again in { $minutes } minutes.
}

code-title = Look into your mailbox
code-sent = We’ve sent a mail to { $address }. Press the link in it, or type its code here.
code-label = The six digits of the code
code-lasts = { $minutes ->
    [one] Link and code are good for 1 more minute.
   *[other] Link and code are good for { $minutes } more minutes.
}
code-confirm = Sign in
code-wrong = { $left ->
    [one] That isn’t the code in our last mail. You can try once more.
   *[other] That isn’t the code in our last mail. You can try { $left } more times.
}
code-nothing = Nothing there? Look among the unwanted mail.
code-other = Ask for another mail
code-slow = Our mail to { $address } hasn’t left yet: the mail server can’t be reached. We keep trying, and it goes out by itself. Reload this page in a while to see how things stand.
code-refused = The mail provider refused our mail to { $address }. Please check how the address is spelt, or use another one.
code-doubtful = We can’t tell whether our mail to { $address } went out. If it isn’t there in a few minutes, ask for another.

link-title = Sign in
link-as = With this button you are signed in here as { $address }.
proof-expired-title = This mail has run out
proof-expired-explanation = Link and code are good for a quarter of an hour, and that is over. Nothing was changed.
proof-used-title = This mail has been used already
proof-used-explanation = Link and code are good only once. If it wasn’t you who used them, ask for a new mail and choose a new password.
proof-exhausted-title = That was the wrong code too many times
proof-exhausted-explanation = To keep out those who guess, neither code nor link of that mail is good any more. Nothing was changed.
proof-broken-title = This link isn’t whole
proof-broken-explanation = Part of it may have been lost when it was copied. Open it from the mail again, or type the code where we asked you for it.
proof-again = Ask for a new mail

## Passwords

password-title = Sign in with a password
password-label = Password
password-new-label = New password
password-hint = { $least ->
    [one] At least 1 character. A few words in a row are easy to remember.
   *[other] At least { $least } characters. A few words in a row are easy to remember.
}
password-short = { $least ->
    [one] Choose a longer password, of 1 character or more
   *[other] Choose a longer password, of { $least } characters or more
}
password-long = { $most ->
    [one] Choose a shorter password, of 1 character at most
   *[other] Choose a shorter password, of { $most } characters at most
}
password-plain = Choose a password that is harder to guess, with more different signs, and not your address
password-wrong = Address and password don’t go together. If you never chose a password, sign in by mail.
password-forgotten = I’ve forgotten my password
password-by-mail = Sign in by mail instead
passwords-too-many = { $minutes ->
    [one] Too many passwords were tried. Sign in by mail, or try again in 1 minute.
   *[other] Too many passwords were tried. Sign in by mail, or try again in { $minutes } minutes.
}
new-password-title = Choose a new password
new-password-introduction = Tell us the e-mail address of your account. The mail that we send lets you choose a new password.
new-password-as = This will be the password of { $address }. You’ll be signed in here, and signed out everywhere else.
new-password-confirm = Use this password

## Devices

devices-title = You’re signed in on too many devices
devices-introduction = To sign in here, sign out somewhere else first. Those devices can sign in again later.
devices-legend = Sign out of
devices-more = { $count ->
    [one] Choose at least 1 device
   *[other] Choose at least { $count } devices
}
devices-confirm = Sign out there, and sign in here
device-unknown = A device that we don’t recognise
device-seen = Last used on { $day }
signed-in-title = You’re signed in
signed-in-as = You’re signed in to { $publication } as { $address }.
signed-in-on = Read on
sign-out = Sign out
