"""What an article declares about itself to programs: the page contract, in schema.org's words."""

from typing import Any

from presspass.core.article import Tier
from presspass.core.publication import Publication
from presspass.newsstand.dates import Calendar
from presspass.newsstand.paper import Paper
from presspass.newsstand.story import Story

PAID_PART = "paid-part"
"""The class of the element that holds the paid part."""


def linked_data(
    story: Story, paper: Paper, publication: Publication, calendar: Calendar
) -> dict[str, Any]:
    """An article's JSON-LD, as Google documents it for paywalled content.

    It has no `articleBody`: what is paid for stands in the page once, where it can be cut.
    """
    url = publication.url + story.href
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "AdvertiserContentArticle" if story.sponsor else "NewsArticle",
        "headline": story.title,
        "description": story.standfirst,
        "url": url,
        "mainEntityOfPage": url,
        "inLanguage": story.language,
        "datePublished": calendar.machine(story.published),
        "dateModified": calendar.machine(story.changed),
        "articleSection": story.section,
        "keywords": list(story.tags),
        "wordCount": story.body.words,
        "author": [
            {"@type": "Person", "name": author.name, "url": publication.url + author.href}
            for author in paper.authors_of(story)
        ],
        "publisher": {
            "@type": "NewsMediaOrganization",
            "name": publication.name,
            "url": publication.url + "/",
        },
        "isAccessibleForFree": story.tier is Tier.FREE,
    }
    if story.sponsor:
        data["sponsor"] = {"@type": "Organization", "name": story.sponsor.name}
    if story.picture:
        picture = story.picture.picture
        data["image"] = {
            "@type": "ImageObject",
            "url": publication.url + picture.href,
            "width": picture.width,
            "height": picture.height,
        }
    if story.dateline:
        data["dateline"] = story.dateline
    if story.tier is not Tier.FREE:
        data["hasPart"] = {
            "@type": "WebPageElement",
            "isAccessibleForFree": False,
            "cssSelector": f".{PAID_PART}",
        }
    return data
