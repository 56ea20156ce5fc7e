"""Where walls, notices and our pages lead."""

import re
from dataclasses import dataclass
from urllib.parse import quote

from presspass.core.ids import ArticleId
from presspass.services.assets import assets

_UNSAFE = frozenset(map(chr, (*range(0x21), 0x7F))) | {"\\"}


def on_this_site(page: str) -> bool:
    """Whether this is a path on the very site: nothing that a browser takes for another host."""
    return page.startswith("/") and not page.startswith("//") and _UNSAFE.isdisjoint(page)


def path_of(article: ArticleId, site: str) -> str | None:
    """Where an article of a site is read; `None` for one whose id is no address on it.

    An article's id says https whatever the site says.
    """
    host = site.partition("://")[2]
    _, _, address = article.partition("://")
    path = address.removeprefix(host)
    return path if path != address and on_this_site(path) else None


@dataclass(frozen=True, slots=True)
class Links:
    """The addresses that readers are led to.

    `prefix` is the path that everything of ours stands under, without a slash at its end.
    `sign_in` and `register` are the publication's own pages for it; `None` where there is none, and
    then nothing links there. In both `{page}` stands for the path to come back to, and
    `{language}` for the language to speak. `accounts` says whether readers have accounts with us,
    and `payments` whether they pay here.
    """

    prefix: str = "/presspass"
    sign_in: str | None = None
    register: str | None = None
    accounts: bool = False
    payments: bool = False

    def offers(self, language: str | None = None, page: str | None = None) -> str:
        """Everything on sale, in a language; without one the reader's browser has its say.

        Who buys something there is led back to `page`.
        """
        given = {"page": page, "language": language}
        query = "&".join(f"{name}={quote(value)}" for name, value in given.items() if value)
        return f"{self.prefix}/offers" + (f"?{query}" if query else "")

    def subscription(self, language: str) -> str:
        """The page of a reader's subscription, in a language."""
        return f"{self.prefix}/account/subscription?language={quote(language)}"

    def account(self, language: str) -> str | None:
        """The page of a reader's account; `None` where readers have none with us."""
        return f"{self.prefix}/account?language={quote(language)}" if self.accounts else None

    def mending(self, language: str) -> str | None:
        """Where a failed payment is put right; `None` where nothing is paid here."""
        return self.subscription(language) if self.payments else None

    def why(self, page: str, language: str | None = None) -> str:
        """Why a reader gets what they get at a page, likewise in a language."""
        suffix = "" if language is None else f"&language={quote(language)}"
        return f"{self.prefix}/why?page={quote(page, safe='/')}{suffix}"

    def signing_in(self, page: str, language: str) -> str | None:
        """The sign-in page that leads back to `page`."""
        return _leading_back(self.sign_in, page, language)

    def registering(self, page: str, language: str) -> str | None:
        """The registration page that leads back to `page`."""
        return _leading_back(self.register, page, language)

    @classmethod
    def with_accounts(cls, prefix: str, *, payments: bool = False) -> "Links":
        """Those of a publication whose readers sign in and register with us: on one page."""
        own = f"{prefix}/sign-in?page={{page}}&language={{language}}"
        return cls(prefix, own, own, accounts=True, payments=payments)

    def proving(self, secret: str, language: str) -> str:
        """Where a mail's link leads, of the secret that proves its reader's address."""
        return self._in_mail("/sign-in/link", secret, language)

    def confirming(self, secret: str, language: str) -> str:
        """Where the mail to an account's new address leads, of the secret that proves it."""
        return self._in_mail("/account/email/confirm", secret, language)

    def stopping(self, token: str, language: str) -> str:
        """Where the mail to its old address leads, of the token that stops the change."""
        return self._in_mail("/account/email/stop", token, language)

    def asset(self, name: str) -> str:
        """A file of ours, by its plain name."""
        return f"{self.prefix}/static/{assets()[name].name}"

    def _in_mail(self, path: str, token: str, language: str) -> str:
        return f"{self.prefix}{path}?token={quote(token)}&language={quote(language)}"


def _leading_back(template: str | None, page: str, language: str) -> str | None:
    if template is None:
        return None
    values = {"{page}": quote(page, safe=""), "{language}": quote(language, safe="")}
    return re.sub(r"\{page\}|\{language\}", lambda place: values[place[0]], template)
