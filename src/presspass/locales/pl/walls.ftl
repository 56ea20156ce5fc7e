# Walls and notices. docs/messages.md lists what each message is given.
#
# $period is "month" for a meter over calendar months and "days" for one over the last $days days.
# Nothing here says whether the reader is a woman or a man: no past tense of the second person.

## A day of the year, as it stands within a sentence: in the genitive, after "do", "od" and "przed".

day = { $day } { $month }
day-with-year = { $day } { $month } { $year }

## Notices: beside an article that the reader has been given.

notice-label = Twój dostęp do serwisu { $publication }
notice-dismiss = Zamknij ten komunikat
notice-offers = Zobacz oferty
notice-mend = Zaktualizuj dane płatności
notice-why = Dlaczego to widzę?

meter-left =
    .text = { $period ->
        [month] { $left ->
            [one] W tym miesiącu możesz jeszcze przeczytać bezpłatnie 1 artykuł.
            [few] W tym miesiącu możesz jeszcze przeczytać bezpłatnie { $left } artykuły.
            [many] W tym miesiącu możesz jeszcze przeczytać bezpłatnie { $left } artykułów.
           *[other] W tym miesiącu możesz jeszcze przeczytać bezpłatnie { $left } artykułu.
        }
       *[days] { $left ->
            [one] W Twoim { $days }-dniowym limicie został jeszcze 1 bezpłatny artykuł.
            [few] W Twoim { $days }-dniowym limicie zostały jeszcze { $left } bezpłatne artykuły.
            [many] W Twoim { $days }-dniowym limicie zostało jeszcze { $left } bezpłatnych artykułów.
           *[other] W Twoim { $days }-dniowym limicie zostało jeszcze { $left } bezpłatnego artykułu.
        }
    }
meter-last =
    .text = { $period ->
        [month] To Twój ostatni bezpłatny artykuł w tym miesiącu.
       *[days] To ostatni bezpłatny artykuł w Twoim { $days }-dniowym limicie.
    }
meter-reread =
    .text = { $period ->
        [month] Limit bezpłatnych artykułów na ten miesiąc jest wyczerpany. Ten artykuł już się w nim liczy, więc pozostaje dla Ciebie otwarty.
       *[days] Limit bezpłatnych artykułów jest na razie wyczerpany. Ten artykuł już się w nim liczy, więc jest dla Ciebie otwarty.
    }
meter-returns = { $period ->
    [month] Kolejne bezpłatne artykuły będą dostępne od { $resets }.
   *[days] Kolejny bezpłatny artykuł będzie dostępny od { $resets }.
}
payment-failed =
    .text = Nie udało się pobrać ostatniej płatności. Zanim to uporządkujesz, możesz czytać dalej.
    .fix-by = Aby zachować dostęp, zaktualizuj dane płatności przed { $fix_by }.

## Walls: in place of the part that has to be paid for.

meter-spent =
    .heading = { $limit ->
        [0] Ten artykuł jest dla prenumeratorów
        [one] { $period ->
            [month] Masz już za sobą bezpłatny artykuł na ten miesiąc
           *[days] Masz już za sobą bezpłatny artykuł z { $days }-dniowego limitu
        }
        [few] { $period ->
            [month] Masz już za sobą { $limit } bezpłatne artykuły na ten miesiąc
           *[days] Masz już za sobą { $limit } bezpłatne artykuły z { $days }-dniowego limitu
        }
        [many] { $period ->
            [month] Masz już za sobą { $limit } bezpłatnych artykułów na ten miesiąc
           *[days] Masz już za sobą { $limit } bezpłatnych artykułów z { $days }-dniowego limitu
        }
       *[other] { $period ->
            [month] Masz już za sobą { $limit } bezpłatnego artykułu na ten miesiąc
           *[days] Masz już za sobą { $limit } bezpłatnego artykułu z { $days }-dniowego limitu
        }
    }
    .explanation = { $limit ->
        [0] Prenumerata otwiera go razem ze wszystkim, co publikujemy.
       *[other] { $period ->
            [month] Kolejne bezpłatne artykuły będą dostępne od { $resets }. Do tego czasu możesz wracać do już otwartych.
           *[days] Kolejny bezpłatny artykuł będzie dostępny od { $resets }. Każdy, który otworzysz, pozostaje otwarty przez { $days ->
                [one] { $days } dzień
                [few] { $days } dni
                [many] { $days } dni
               *[other] { $days } dnia
            }.
        }
    }
    .explanation-undated = Prenumerata otwiera ten artykuł razem ze wszystkim, co publikujemy.
    .invitation = To dziennikarstwo istnieje dzięki prenumeratorom. Dołącz do nich.
meter-away =
    .heading = W tej chwili nie możemy sprawdzić Twojego limitu artykułów
    .explanation = To nasza wina i nic nie zostało policzone. Spróbuj ponownie za kilka minut; prenumeratorzy mogą się zalogować i czytać dalej.
    .retry = Spróbuj ponownie
registration =
    .heading = { $offered ->
        [0] Zarejestruj się bezpłatnie i czytaj dalej
        [one] Zarejestruj się bezpłatnie i przeczytaj jeszcze 1 artykuł
        [few] Zarejestruj się bezpłatnie i przeczytaj jeszcze { $offered } artykuły
        [many] Zarejestruj się bezpłatnie i przeczytaj jeszcze { $offered } artykułów
       *[other] Zarejestruj się bezpłatnie i przeczytaj jeszcze { $offered } artykułu
    }
    .heading-unlimited = Zarejestruj się bezpłatnie i czytaj dalej
    .explanation = { $read ->
        [0] Konto nic nie kosztuje.
        [one] Masz już za sobą bezpłatny artykuł, dostępny dla wszystkich. Konto nic nie kosztuje.
        [few] Masz już za sobą { $read } bezpłatne artykuły, dostępne dla wszystkich. Konto nic nie kosztuje.
        [many] Masz już za sobą { $read } bezpłatnych artykułów, dostępnych dla wszystkich. Konto nic nie kosztuje.
       *[other] Masz już za sobą { $read } bezpłatnego artykułu, dostępnego dla wszystkich. Konto nic nie kosztuje.
    }
    .invitation = Albo czytaj bez ograniczeń.
    .register = Zarejestruj się bezpłatnie
locked =
    .heading = Ten artykuł jest dla prenumeratorów
    .explanation = Prenumerata otwiera go razem ze wszystkim, co publikujemy.
    .invitation = Czytaj to, co czytają nasi prenumeratorzy.
trial-expired =
    .heading = Twój okres próbny dobiegł końca
    .explanation = Aby czytać dalej, potrzebujesz prenumeraty. Daje ona:
    .explanation-plain = Aby przeczytać ten artykuł, potrzebujesz prenumeraty.
    .invitation = Wróć do przerwanej lektury.
access-expired =
    .heading = Twój pełny dostęp do serwisu { $publication } wygasł
    .explanation = Aby czytać dalej, potrzebujesz prenumeraty. Daje ona:
    .explanation-plain = Aby przeczytać ten artykuł, potrzebujesz prenumeraty.
    .invitation = Miło będzie znów Cię gościć.

wall-see-offers = Zobacz wszystkie oferty i zamów prenumeratę
wall-sign-in = Masz już prenumeratę? Zaloguj się
wall-account = Twoje konto
wall-why = Dlaczego to widzę?

## What subscriptions bring.

benefits-picture = Gazeta, tablet i telefon, a na każdym z nich najnowsze wydanie
benefit-articles = Wszystkie artykuły bez ograniczeń
benefit-apps = Nasze aplikacje na telefon i tablet
benefit-print = Wydania w druku, na telefonie i na tablecie
benefit-articles-with = Wszystkie artykuły bez ograniczeń, w planie „{ $plan }”
benefit-apps-with = Nasze aplikacje na telefon i tablet, w planie „{ $plan }”
benefit-print-with = Wydania w druku, na telefonie i na tablecie, w planie „{ $plan }”

## Offers and prices. $unit is day, week, month or year.

offer-try = { $unit ->
    [day] { $count ->
        [one] Wypróbuj przez 1 dzień za { $price }
        [few] Wypróbuj przez { $count } dni za { $price }
        [many] Wypróbuj przez { $count } dni za { $price }
       *[other] Wypróbuj przez { $count } dnia za { $price }
    }
    [week] { $count ->
        [one] Wypróbuj przez 1 tydzień za { $price }
        [few] Wypróbuj przez { $count } tygodnie za { $price }
        [many] Wypróbuj przez { $count } tygodni za { $price }
       *[other] Wypróbuj przez { $count } tygodnia za { $price }
    }
    [year] { $count ->
        [one] Wypróbuj przez 1 rok za { $price }
        [few] Wypróbuj przez { $count } lata za { $price }
        [many] Wypróbuj przez { $count } lat za { $price }
       *[other] Wypróbuj przez { $count } roku za { $price }
    }
   *[month] { $count ->
        [one] Wypróbuj przez 1 miesiąc za { $price }
        [few] Wypróbuj przez { $count } miesiące za { $price }
        [many] Wypróbuj przez { $count } miesięcy za { $price }
       *[other] Wypróbuj przez { $count } miesiąca za { $price }
    }
}
offer-try-free = { $unit ->
    [day] { $count ->
        [one] Wypróbuj bezpłatnie przez 1 dzień
        [few] Wypróbuj bezpłatnie przez { $count } dni
        [many] Wypróbuj bezpłatnie przez { $count } dni
       *[other] Wypróbuj bezpłatnie przez { $count } dnia
    }
    [week] { $count ->
        [one] Wypróbuj bezpłatnie przez 1 tydzień
        [few] Wypróbuj bezpłatnie przez { $count } tygodnie
        [many] Wypróbuj bezpłatnie przez { $count } tygodni
       *[other] Wypróbuj bezpłatnie przez { $count } tygodnia
    }
    [year] { $count ->
        [one] Wypróbuj bezpłatnie przez 1 rok
        [few] Wypróbuj bezpłatnie przez { $count } lata
        [many] Wypróbuj bezpłatnie przez { $count } lat
       *[other] Wypróbuj bezpłatnie przez { $count } roku
    }
   *[month] { $count ->
        [one] Wypróbuj bezpłatnie przez 1 miesiąc
        [few] Wypróbuj bezpłatnie przez { $count } miesiące
        [many] Wypróbuj bezpłatnie przez { $count } miesięcy
       *[other] Wypróbuj bezpłatnie przez { $count } miesiąca
    }
}
offer-then = { $unit ->
    [day] { $count ->
        [one] potem { $price } dziennie
        [few] potem { $price } co { $count } dni
        [many] potem { $price } co { $count } dni
       *[other] potem { $price } co { $count } dnia
    }
    [week] { $count ->
        [one] potem { $price } tygodniowo
        [few] potem { $price } co { $count } tygodnie
        [many] potem { $price } co { $count } tygodni
       *[other] potem { $price } co { $count } tygodnia
    }
    [year] { $count ->
        [one] potem { $price } rocznie
        [few] potem { $price } co { $count } lata
        [many] potem { $price } co { $count } lat
       *[other] potem { $price } co { $count } roku
    }
   *[month] { $count ->
        [one] potem { $price } miesięcznie
        [few] potem { $price } co { $count } miesiące
        [many] potem { $price } co { $count } miesięcy
       *[other] potem { $price } co { $count } miesiąca
    }
}
offer-then-nothing = potem kończy się automatycznie
offer-ends = Oferta ważna do { $ends }
