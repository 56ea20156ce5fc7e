# The pages under our own prefix. docs/messages.md lists what each message is given.

page-title = { $title } · { $publication }
page-skip = Skip to the text
page-home = Back to { $publication }
page-back = Back to the article
page-ways = Ways on

## Offers

offers-title = Subscribe
offers-heading = Read { $publication } without limits
offers-introduction = Everything we sell, with what it costs now and what it costs later. Prices include tax.
offers-nothing = There is nothing on sale at the moment. Please come back soon.
offers-closed-heading = How to subscribe
offers-closed = You can’t buy a subscription on this page yet. Until you can, please get in touch with { $publication }, and name the plan or the offer you would like.
offers-brings = What { $plan } brings
offers-prices = Usual price
offers-offers = On offer now
offers-audience = For: { $readers }
price-each = { $unit ->
    [day] { $count ->
        [one] { $price } a day
       *[other] { $price } every { $count } days
    }
    [week] { $count ->
        [one] { $price } a week
       *[other] { $price } every { $count } weeks
    }
    [year] { $count ->
        [one] { $price } a year
       *[other] { $price } every { $count } years
    }
   *[month] { $count ->
        [one] { $price } a month
       *[other] { $price } every { $count } months
    }
}
standing-anonymous = readers without an account
standing-registered = readers with a free account
standing-trialing = readers in a trial
standing-subscribed = subscribers
standing-past-due = subscribers whose last payment failed
standing-lapsed-trial = readers whose trial has ended
standing-lapsed-subscriber = readers whose subscription has ended

## Why?

why-title = Why am I seeing this?
why-granted = Why this article is open to you
why-denied = Why this article is closed to you
why-ask = Explain a receipt
why-ask-introduction = Every answer that we give comes with a receipt: a line of letters and digits that says how it came about. Paste one here to read it.
why-receipt-label = Receipt
why-explain = Explain
why-bad = This is no receipt of ours
why-bad-explanation = It may have been cut short when it was copied, or come from another publication. Please copy all of it and try again.
why-nothing = There is nothing to explain
why-nothing-explanation = That page isn’t behind our meter, or it can’t be found.
why-observed = For now this is only recorded: nobody is turned away, and the article is open to you whatever it says here.

why-open = All articles are open to everyone for the time being, and nothing is counted.
why-free = This article is free for everyone. It isn’t counted.
why-entitled = Your subscription opens every article, and nothing is counted.
why-grace = We couldn’t take your last payment. Your access goes on while you put that right.
why-crawler = You are a search engine whose address we have checked, so that people can find the article.
why-gift = Somebody made you a present of this article. It isn’t counted.
why-registered = This article is open to everyone who has an account.
why-allowance = { $period ->
    [month] This is one of the articles that we count. You can read { $limit } of them free each month, and with this one you have read { $used }.
   *[days] This is one of the articles that we count. You can read { $limit } of them free in any { $days } days, and with this one you have read { $used }.
}
why-reread = You have opened this article before, so opening it again wasn’t counted. It stays open to you until its turn in your allowance ends.
why-spent = { $period ->
    [month] This is one of the articles that we count. You can read { $limit } of them free each month, and you have read { $used }.
   *[days] This is one of the articles that we count. You can read { $limit } of them free in any { $days } days, and you have read { $used }.
}
why-locked = The publication keeps this article for its subscribers.
why-registration = The publication keeps this article for readers who have an account.
why-cookieless = Your browser brought no cookie of ours, so we couldn’t tell how many free articles it has had. With an account we can.
why-meter-away = { $granted ->
    [yes] We couldn’t count your free articles at that moment, so the article was given to you uncounted.
   *[no] We couldn’t check your free articles at that moment. The fault was ours, and nothing was counted.
}
why-resets = { $period ->
    [month] Your free articles return on { $resets }.
   *[days] Your next free article comes on { $resets }.
}
why-offered = { $offered ->
    [one] With a free account you could read 1 more.
   *[other] With a free account you could read { $offered } more.
}

why-details = The whole receipt
why-decided = { $at }
why-fact-article = Article
why-fact-id = Article’s id
why-fact-decided = Decided
why-fact-reader = Reader
why-fact-country = Country
why-fact-situation = Situation
why-fact-reason = Reason
why-fact-count = Free articles read
why-fact-rule = Rule
why-fact-policy = Policy version
why-fact-receipt = Receipt
why-count = { $used } of { $limit }
why-help = If this seems wrong to you, send the receipt to { $publication }. It says all they need to look into it, and nothing about who you are.

## Errors

missing-title = There is nothing at this address
missing-explanation = The link may be old, or a letter of it may have been lost on the way.
