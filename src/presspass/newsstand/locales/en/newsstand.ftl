# The newsstand's own words. docs/newsstand.md says how a paper changes them.
#
# $publication, its name, is given to every message.

## On every page

page-title = { $title } – { $publication }
front-title = { $publication } – { $tagline }
skip = Skip to the news
search = Search
sections = Sections
about-the-paper = About the paper
front-page = Front page
news-feed = News feed

## The front page

top-stories = Top stories
in-brief = In brief
sponsored-content = Sponsored content
nothing-published = Nothing has been published yet
nothing-published-explanation = Articles will stand here as soon as there are some.

## Lists: sections, topics, authors

section = Section
topic = Topic
author = Author
listing-title = { $title }, page { $number }
listing-about = { $title } in { $publication }
listing-nothing = Nothing has been published here yet.
listing-home = Go to the front page
pages = Pages
page-of = Page { $number } of { $of }
newer = Newer
older = Older

## Search

search-label = Search headlines and summaries
search-query = “{ $query }” – Search
found = { $total ->
    [one] 1 article found for “{ $query }”
   *[other] { $total } articles found for “{ $query }”
}
found-nothing = Nothing was found for “{ $query }”. Try fewer or other words.
latest = Latest stories

## An article. $when is a date and time, $authors their names.

byline = By { $authors }
published = Published { $when }
updated = Updated { $when }
minutes = { $minutes ->
    [one] 1 min read
   *[other] { $minutes } min read
}
correction = { $count ->
    [one] Correction
   *[other] Corrections
}
topics = Topics
related = Related stories
more = More to read
printed-from = { $publication }, { $url }

## Sharing and printing. A label is read out, and has the shown word in it.

tools = Share and print
share-on = Share on { $network }
share-mail = Email
    .label = Send by email
copy-link = Copy link
    .done = Link copied
print = Print
share = Share…

## Advertising

sponsored = Sponsored
    .by = Paid for by { $sponsor }
    .title = Sponsored: { $title }
    .summary = Sponsored, paid for by { $sponsor }. { $summary }
    .printed = Sponsored content, paid for by { $sponsor }.
    .about = About sponsored content
    .disclosure = { $sponsor } commissioned this article and paid for it. Our newsroom took no part in it.

## Errors. $link leads to the front page, and says the text of .link.

missing = We can’t find that page
    .label = Page not found
    .explanation = The address may be mistyped, or the page may have moved. Search for it, or go to the { $link }.
    .link = front page
refused = That page can only be read
    .label = Error
    .explanation = It can’t be sent or changed. Search for what you wanted, or go to the { $link }.
    .link = front page
broken = Something went wrong
    .label = Error
    .explanation = The fault is ours and not yours. Try again in a moment, or go to the { $link }.
    .link = front page
