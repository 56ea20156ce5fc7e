# Walls and notices. docs/messages.md lists what each message is given.
#
# $period is "month" for a meter over calendar months and "days" for one over the last $days days:
# "this month" is only said where it is true.

## A day of the year, as it stands within a sentence. $date is the same in the locale's own format.

day = { ORDINAL($day) ->
    [one] { $month } { $day }st
    [two] { $month } { $day }nd
    [few] { $month } { $day }rd
   *[other] { $month } { $day }th
}
day-with-year = { ORDINAL($day) ->
    [one] { $month } { $day }st, { $year }
    [two] { $month } { $day }nd, { $year }
    [few] { $month } { $day }rd, { $year }
   *[other] { $month } { $day }th, { $year }
}

## Notices: beside an article that the reader has been given.

notice-label = Your access to { $publication }
notice-dismiss = Dismiss this notice
notice-offers = See offers
notice-mend = Update payment details
notice-why = Why am I seeing this?

meter-left =
    .text = { $period ->
        [month] { $left ->
            [one] You have 1 free article left this month.
           *[other] You have { $left } free articles left this month.
        }
       *[days] { $left ->
            [one] You have 1 free article left in your { $days }-day allowance.
           *[other] You have { $left } free articles left in your { $days }-day allowance.
        }
    }
meter-last =
    .text = { $period ->
        [month] This is your last free article this month.
       *[days] This is your last free article in your { $days }-day allowance.
    }
meter-reread =
    .text = { $period ->
        [month] You’ve used this month’s free articles. This one is among them, so it stays open for you.
       *[days] You’ve used your free articles for now. This one is among them, so it is open to you.
    }
meter-returns = { $period ->
    [month] Your free articles return on { $resets }.
   *[days] Your next free article comes on { $resets }.
}
payment-failed =
    .text = We couldn’t take your last payment. You can read on while you put it right.
    .fix-by = Update your payment details before { $fix_by } to keep your access.

## Walls: in place of the part that has to be paid for.
## heading and explanation say what is so; invitation is the publication's own line above its offers.

meter-spent =
    .heading = { $limit ->
        [0] This article is for subscribers
        [one] { $period ->
            [month] You’ve read your free article this month
           *[days] You’ve read the free article of your { $days }-day allowance
        }
       *[other] { $period ->
            [month] You’ve read your { $limit } free articles this month
           *[days] You’ve read the { $limit } free articles of your { $days }-day allowance
        }
    }
    .explanation = { $limit ->
        [0] A subscription opens it, and everything else we publish.
       *[other] { $period ->
            [month] Your free articles return on { $resets }. Those you have opened stay open until then.
           *[days] Your next free article comes on { $resets }. Each one you open stays open for { $days } days.
        }
    }
    .explanation-undated = A subscription opens it, and everything else we publish.
    .invitation = Subscribers make this reporting possible. Join them.
meter-away =
    .heading = We can’t check your free articles just now
    .explanation = The fault is ours, and nothing has been counted. Please try again in a few minutes; subscribers can sign in and read on.
    .retry = Try again
registration =
    .heading = { $offered ->
        [0] Register free to read on
        [one] Register free and read 1 more article
       *[other] Register free and read { $offered } more articles
    }
    .heading-unlimited = Register free to read on
    .explanation = { $read ->
        [0] An account costs nothing.
        [one] You’ve read the free article that is open to everyone. An account costs nothing.
       *[other] You’ve read the { $read } free articles that are open to everyone. An account costs nothing.
    }
    .invitation = Or read without limits.
    .register = Register free
locked =
    .heading = This article is for subscribers
    .explanation = A subscription opens it, and everything else we publish.
    .invitation = Read what our subscribers read.
trial-expired =
    .heading = Your trial period has expired
    .explanation = You need a subscription to:
    .explanation-plain = You need a subscription to read this article.
    .invitation = Pick up where you left off.
access-expired =
    .heading = Your full access to { $publication } has expired
    .explanation = You need a subscription to:
    .explanation-plain = You need a subscription to read this article.
    .invitation = We’d be glad to have you back.

wall-see-offers = See all offers and subscribe
wall-sign-in = Already a subscriber? Sign in
wall-account = Your account
wall-why = Why am I seeing this?

## What subscriptions bring.

benefits-picture = A newspaper, a tablet and a phone, each showing the latest edition
benefit-articles = Read all stories with unlimited access
benefit-apps = Use our mobile and tablet apps
benefit-print = Editions on print, phone and tablet

# The same where none of the plans that a wall shows offers of brings it, but another plan does.
benefit-articles-with = Read all stories with unlimited access, with { $plan }
benefit-apps-with = Use our mobile and tablet apps, with { $plan }
benefit-print-with = Editions on print, phone and tablet, with { $plan }

## Offers and prices. $unit is day, week, month or year.

offer-try = { $unit ->
    [day] { $count ->
        [one] Try 1 day for { $price }
       *[other] Try { $count } days for { $price }
    }
    [week] { $count ->
        [one] Try 1 week for { $price }
       *[other] Try { $count } weeks for { $price }
    }
    [year] { $count ->
        [one] Try 1 year for { $price }
       *[other] Try { $count } years for { $price }
    }
   *[month] { $count ->
        [one] Try 1 month for { $price }
       *[other] Try { $count } months for { $price }
    }
}
offer-try-free = { $unit ->
    [day] { $count ->
        [one] Try 1 day free
       *[other] Try { $count } days free
    }
    [week] { $count ->
        [one] Try 1 week free
       *[other] Try { $count } weeks free
    }
    [year] { $count ->
        [one] Try 1 year free
       *[other] Try { $count } years free
    }
   *[month] { $count ->
        [one] Try 1 month free
       *[other] Try { $count } months free
    }
}
offer-then = { $unit ->
    [day] { $count ->
        [one] then { $price } a day
       *[other] then { $price } every { $count } days
    }
    [week] { $count ->
        [one] then { $price } a week
       *[other] then { $price } every { $count } weeks
    }
    [year] { $count ->
        [one] then { $price } a year
       *[other] then { $price } every { $count } years
    }
   *[month] { $count ->
        [one] then { $price } a month
       *[other] then { $price } every { $count } months
    }
}
offer-then-nothing = then it ends by itself
offer-ends = Offer ends { $ends }
