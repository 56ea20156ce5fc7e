# The pages under our own prefix. docs/messages.md lists what each message is given.

page-title = { $title } · { $publication }
page-skip = Przejdź do treści
page-home = Strona główna { $publication }
page-back = Wróć do artykułu
page-ways = Dokąd dalej

## Offers

offers-title = Prenumerata
offers-heading = Czytaj { $publication } bez ograniczeń
offers-introduction = Wszystko, co sprzedajemy: ile kosztuje teraz, a ile później. Ceny zawierają podatek.
offers-nothing = W tej chwili nic nie jest w sprzedaży. Zajrzyj do nas wkrótce.
offers-closed-heading = Jak zamówić prenumeratę
offers-closed = Na tej stronie nie można jeszcze kupić prenumeraty. Do tego czasu prosimy o kontakt z redakcją { $publication }; wystarczy podać nazwę wybranego planu lub oferty.
offers-brings = Co daje plan { $plan }
offers-prices = Cena regularna
offers-offers = Teraz w ofercie
offers-audience = Dla kogo: { $readers }
price-each = { $unit ->
    [day] { $count ->
        [one] { $price } dziennie
        [few] { $price } co { $count } dni
        [many] { $price } co { $count } dni
       *[other] { $price } co { $count } dnia
    }
    [week] { $count ->
        [one] { $price } tygodniowo
        [few] { $price } co { $count } tygodnie
        [many] { $price } co { $count } tygodni
       *[other] { $price } co { $count } tygodnia
    }
    [year] { $count ->
        [one] { $price } rocznie
        [few] { $price } co { $count } lata
        [many] { $price } co { $count } lat
       *[other] { $price } co { $count } roku
    }
   *[month] { $count ->
        [one] { $price } miesięcznie
        [few] { $price } co { $count } miesiące
        [many] { $price } co { $count } miesięcy
       *[other] { $price } co { $count } miesiąca
    }
}
standing-anonymous = czytelnicy bez konta
standing-registered = czytelnicy z bezpłatnym kontem
standing-trialing = czytelnicy w okresie próbnym
standing-subscribed = prenumeratorzy
standing-past-due = prenumeratorzy, których ostatnia płatność się nie powiodła
standing-lapsed-trial = czytelnicy, których okres próbny się skończył
standing-lapsed-subscriber = czytelnicy, których prenumerata wygasła

## Why?

why-title = Dlaczego to widzę?
why-granted = Dlaczego ten artykuł jest dla Ciebie otwarty
why-denied = Dlaczego ten artykuł jest dla Ciebie zamknięty
why-ask = Wyjaśnij pokwitowanie
why-ask-introduction = Do każdej odpowiedzi dołączamy pokwitowanie: ciąg liter i cyfr, w którym zapisano, skąd się ona wzięła. Wklej je tutaj, aby je odczytać.
why-receipt-label = Pokwitowanie
why-explain = Wyjaśnij
why-bad = To nie jest nasze pokwitowanie
why-bad-explanation = Mogło zostać ucięte przy kopiowaniu albo pochodzić z innego serwisu. Skopiuj je w całości i spróbuj ponownie.
why-nothing = Nie ma tu czego wyjaśniać
why-nothing-explanation = Ta strona nie jest objęta limitem albo nie można jej odnaleźć.
why-observed = Na razie tylko to zapisujemy: nikogo nie odsyłamy, a artykuł jest dla Ciebie otwarty bez względu na to, co tu napisano.

why-open = Wszystkie artykuły są na razie otwarte dla wszystkich i niczego nie liczymy.
why-free = Ten artykuł jest bezpłatny dla wszystkich. Nie liczy się do limitu.
why-entitled = Twoja prenumerata otwiera każdy artykuł i niczego nie liczymy.
why-grace = Nie udało się pobrać ostatniej płatności. Zanim to uporządkujesz, Twój dostęp działa dalej.
why-crawler = To wyszukiwarka, której adres sprawdziliśmy; dzięki niej można znaleźć ten artykuł.
why-gift = Ktoś podarował Ci ten artykuł. Nie liczy się do limitu.
why-registered = Ten artykuł jest otwarty dla wszystkich, którzy mają konto.
why-allowance = { $period ->
    [month] { $limit ->
        [one] To jeden z artykułów, które liczymy. Co miesiąc można przeczytać bezpłatnie { $limit } taki artykuł; razem z tym masz ich za sobą { $used }.
        [few] To jeden z artykułów, które liczymy. Co miesiąc można przeczytać bezpłatnie { $limit } takie artykuły; razem z tym masz ich za sobą { $used }.
        [many] To jeden z artykułów, które liczymy. Co miesiąc można przeczytać bezpłatnie { $limit } takich artykułów; razem z tym masz ich za sobą { $used }.
       *[other] To jeden z artykułów, które liczymy. Co miesiąc można przeczytać bezpłatnie { $limit } takiego artykułu; razem z tym masz ich za sobą { $used }.
    }
   *[days] { $limit ->
        [one] To jeden z artykułów, które liczymy. W każdym { $days }-dniowym okresie można przeczytać bezpłatnie { $limit } taki artykuł; razem z tym masz ich za sobą { $used }.
        [few] To jeden z artykułów, które liczymy. W każdym { $days }-dniowym okresie można przeczytać bezpłatnie { $limit } takie artykuły; razem z tym masz ich za sobą { $used }.
        [many] To jeden z artykułów, które liczymy. W każdym { $days }-dniowym okresie można przeczytać bezpłatnie { $limit } takich artykułów; razem z tym masz ich za sobą { $used }.
       *[other] To jeden z artykułów, które liczymy. W każdym { $days }-dniowym okresie można przeczytać bezpłatnie { $limit } takiego artykułu; razem z tym masz ich za sobą { $used }.
    }
}
why-reread = Ten artykuł był już przez Ciebie otwierany, więc tym razem go nie policzyliśmy. Pozostaje dla Ciebie otwarty, dopóki mieści się w Twoim limicie.
why-spent = { $period ->
    [month] { $limit ->
        [one] To jeden z artykułów, które liczymy. Co miesiąc można przeczytać bezpłatnie { $limit } taki artykuł; masz ich za sobą { $used }.
        [few] To jeden z artykułów, które liczymy. Co miesiąc można przeczytać bezpłatnie { $limit } takie artykuły; masz ich za sobą { $used }.
        [many] To jeden z artykułów, które liczymy. Co miesiąc można przeczytać bezpłatnie { $limit } takich artykułów; masz ich za sobą { $used }.
       *[other] To jeden z artykułów, które liczymy. Co miesiąc można przeczytać bezpłatnie { $limit } takiego artykułu; masz ich za sobą { $used }.
    }
   *[days] { $limit ->
        [one] To jeden z artykułów, które liczymy. W każdym { $days }-dniowym okresie można przeczytać bezpłatnie { $limit } taki artykuł; masz ich za sobą { $used }.
        [few] To jeden z artykułów, które liczymy. W każdym { $days }-dniowym okresie można przeczytać bezpłatnie { $limit } takie artykuły; masz ich za sobą { $used }.
        [many] To jeden z artykułów, które liczymy. W każdym { $days }-dniowym okresie można przeczytać bezpłatnie { $limit } takich artykułów; masz ich za sobą { $used }.
       *[other] To jeden z artykułów, które liczymy. W każdym { $days }-dniowym okresie można przeczytać bezpłatnie { $limit } takiego artykułu; masz ich za sobą { $used }.
    }
}
why-locked = Redakcja przeznacza ten artykuł dla prenumeratorów.
why-registration = Redakcja przeznacza ten artykuł dla czytelników, którzy mają konto.
why-cookieless = Twoja przeglądarka nie przysłała naszego pliku cookie, więc nie wiemy, ile bezpłatnych artykułów już otworzyła. Gdy masz konto, wiemy to na pewno.
why-meter-away = { $granted ->
    [yes] W tamtej chwili nie mogliśmy policzyć Twoich bezpłatnych artykułów, więc ten artykuł otworzył się bez liczenia.
   *[no] W tamtej chwili nie mogliśmy sprawdzić Twoich bezpłatnych artykułów. To nasza wina i nic nie zostało policzone.
}
why-resets = { $period ->
    [month] Kolejne bezpłatne artykuły będą dostępne od { $resets }.
   *[days] Kolejny bezpłatny artykuł będzie dostępny od { $resets }.
}
why-offered = { $offered ->
    [one] Z bezpłatnym kontem można przeczytać jeszcze 1 artykuł.
    [few] Z bezpłatnym kontem można przeczytać jeszcze { $offered } artykuły.
    [many] Z bezpłatnym kontem można przeczytać jeszcze { $offered } artykułów.
   *[other] Z bezpłatnym kontem można przeczytać jeszcze { $offered } artykułu.
}

why-details = Całe pokwitowanie
why-decided = { $at }
why-fact-article = Artykuł
why-fact-id = Identyfikator artykułu
why-fact-decided = Kiedy
why-fact-reader = Kto czyta
why-fact-country = Kraj
why-fact-situation = Sytuacja
why-fact-reason = Powód
why-fact-count = Przeczytane bezpłatnie
why-fact-rule = Reguła
why-fact-policy = Wersja zasad
why-fact-receipt = Pokwitowanie
why-count = { $used } z { $limit }
why-help = Jeśli coś się tu nie zgadza, wyślij pokwitowanie do redakcji { $publication }. Jest w nim wszystko, czego trzeba do wyjaśnienia sprawy, i nic o tym, kim jesteś.

## Errors

missing-title = Pod tym adresem niczego nie ma
missing-explanation = Link może być nieaktualny albo zgubił po drodze którąś literę.
