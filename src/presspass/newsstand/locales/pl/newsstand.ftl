# The newsstand's own words. docs/newsstand.md says how a paper changes them.

## On every page

page-title = { $title } – { $publication }
front-title = { $publication } – { $tagline }
skip = Przejdź do wiadomości
search = Szukaj
sections = Działy
about-the-paper = O gazecie
front-page = Strona główna
news-feed = Kanał wiadomości

## The front page

top-stories = Najważniejsze
in-brief = W skrócie
sponsored-content = Treści sponsorowane
nothing-published = Nic jeszcze nie opublikowano
nothing-published-explanation = Artykuły pojawią się tutaj, gdy tylko będą gotowe.

## Lists: sections, topics, authors

section = Dział
topic = Temat
author = Autor
listing-title = { $title }, strona { $number }
listing-about = { $title } w { $publication }
listing-nothing = Nic tu jeszcze nie opublikowano.
listing-home = Przejdź na stronę główną
pages = Strony
page-of = Strona { $number } z { $of }
newer = Nowsze
older = Starsze

## Search

search-label = Szukaj w tytułach i zapowiedziach
search-query = „{ $query }” – wyniki wyszukiwania
found = { $total ->
    [one] Znaleziono 1 artykuł dla zapytania „{ $query }”
    [few] Znaleziono { $total } artykuły dla zapytania „{ $query }”
    [many] Znaleziono { $total } artykułów dla zapytania „{ $query }”
   *[other] Znaleziono { $total } artykułu dla zapytania „{ $query }”
}
found-nothing = Nic nie znaleziono dla zapytania „{ $query }”. Spróbuj innych słów albo mniejszej ich liczby.
latest = Najnowsze

## An article

byline = Tekst: { $authors }
published = Opublikowano { $when }
updated = Zaktualizowano { $when }
minutes = { $minutes ->
    [one] 1 minuta czytania
    [few] { $minutes } minuty czytania
    [many] { $minutes } minut czytania
   *[other] { $minutes } minuty czytania
}
correction = { $count ->
    [one] Sprostowanie
    [few] Sprostowania
    [many] Sprostowania
   *[other] Sprostowania
}
topics = Tematy
related = Czytaj także
more = Więcej do czytania
printed-from = { $publication }, { $url }

## Sharing and printing

tools = Udostępnianie i drukowanie
share-on = Udostępnij: { $network }
share-mail = E-mail
    .label = Wyślij przez e-mail
copy-link = Kopiuj link
    .done = Link skopiowany
print = Drukuj
share = Udostępnij…

## Advertising

sponsored = Materiał sponsorowany
    .by = Na zlecenie: { $sponsor }
    .title = Materiał sponsorowany: { $title }
    .summary = Materiał sponsorowany, zleceniodawca: { $sponsor }. { $summary }
    .printed = Materiał sponsorowany, zleceniodawca: { $sponsor }.
    .about = Czym są treści sponsorowane
    .disclosure = Ten artykuł zamówiła i opłaciła firma { $sponsor }. Nasza redakcja nie brała udziału w jego powstaniu.

## Errors

missing = Nie możemy znaleźć tej strony
    .label = Nie ma takiej strony
    .explanation = W adresie może być literówka albo strona została przeniesiona. Poszukaj jej lub przejdź na { $link }.
    .link = stronę główną
refused = Tę stronę można tylko czytać
    .label = Błąd
    .explanation = Nie można jej wysyłać ani zmieniać. Poszukaj tego, czego potrzebujesz, lub przejdź na { $link }.
    .link = stronę główną
broken = Coś poszło nie tak
    .label = Błąd
    .explanation = To nasza wina, nie Twoja. Spróbuj ponownie za chwilę lub przejdź na { $link }.
    .link = stronę główną
