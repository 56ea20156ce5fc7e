"""Newsletter and language."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from presspass.services.accounts.sessions import SignedIn
from presspass.web.account.desk import Desk
from presspass.web.forms import Form


class Preferences:
    """The pages `/account/newsletter` and `/account/language`."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._forms = desk.forms

    def routes(self) -> list[Route]:
        """Where the pages stand under the prefix."""
        return [
            self._desk.get("/account/newsletter", self.show_newsletter),
            self._desk.post("/account/newsletter", self.take_newsletter),
            self._desk.get("/account/language", self.show_language),
            self._desk.post("/account/language", self.take_language),
        ]

    def show_newsletter(self, request: Request, known: SignedIn) -> Response:
        """The sentence to agree to, or the one that was agreed to, and when."""
        say, consent = self._forms.shell.wording(request).say, known.account.newsletter
        shown = {
            "title": say("account-newsletter-title"),
            "sentence": say("account-newsletter-sentence"),
            "consent": consent,
            "since": None
            if consent is None
            else say("account-newsletter-since", day=self._desk.day(consent.at)),
        }
        return self._forms.page(request, "account/newsletter.html", shown)

    def take_newsletter(self, request: Request, known: SignedIn, form: Form) -> Response:
        """Keep the sentence that stood there, or take the consent back."""
        profile, reader, now = self._desk.own.profile, known.account.reader, self._desk.now()
        if form.get("leave"):
            profile.leave_newsletter(reader, now)
            return self._desk.done(request, "newsletter-left")
        sentence = self._forms.shell.wording(request).say("account-newsletter-sentence")
        profile.subscribe_to_newsletter(reader, sentence, now)
        return self._desk.done(request, "newsletter")

    def show_language(self, request: Request, known: SignedIn) -> Response:
        """The languages to choose from."""
        wording = self._forms.shell.wording(request)
        shown = {
            "title": wording.say("account-language-title"),
            "languages": sorted(wording.languages.items(), key=lambda one: one[1].casefold()),
            "chosen": known.account.language,
        }
        return self._forms.page(request, "account/language.html", shown)

    def take_language(self, request: Request, known: SignedIn, form: Form) -> Response:
        """Write to the reader in a language, and show the page in it at once."""
        wanted = form.get("tongue")
        if wanted not in self._forms.shell.wording(request).languages:
            return self._forms.on(request, "/account/language")
        self._desk.own.profile.speak(known.account.reader, wanted)
        return self._forms.on(request, "/account", language=wanted)
