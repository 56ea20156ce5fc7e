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
