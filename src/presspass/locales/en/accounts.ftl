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
