# Listy. docs/messages.md says what each message is given; docs/mail.md shows how one is put together.
#
# An empty line within a text begins a new paragraph.

mail-spare-link = Jeśli przycisk nie działa, skopiuj ten adres do przeglądarki:
mail-footer = Tę wiadomość wysłano z serwisu { $publication } na adres { $address }.

mail-sign-in =
    .subject = Logowanie: { $publication }
    .heading = Zaloguj się
    .text =
        Ten link zaloguje Cię w serwisie { $publication }.

        Jeśli nie masz jeszcze u nas konta, dzięki niemu je założysz. Konto nic nie kosztuje.
    .button = Zaloguj się
    .code = Możesz też wpisać ten kod tam, gdzie o niego prosiliśmy:
    .lasts = { $minutes ->
        [one] Link i kod są ważne przez minutę i działają tylko raz.
        [few] Link i kod są ważne przez { $minutes } minuty i działają tylko raz.
        [many] Link i kod są ważne przez { $minutes } minut i działają tylko raz.
       *[other] Link i kod są ważne przez { $minutes } minuty i działają tylko raz.
    }
    .otherwise = Ta wiadomość to dla Ciebie niespodzianka? Ktoś mógł pomylić się przy wpisywaniu adresu. Nie musisz nic robić: bez tej wiadomości nikt się nie zaloguje. Nigdy nie podawaj nikomu kodu, nawet jeśli o niego prosi.
mail-password =
    .subject = Nowe hasło: { $publication }
    .heading = Ustaw nowe hasło
    .text = Ten link prowadzi do strony, na której ustawisz hasło do logowania.
    .button = Ustaw hasło
    .code = Możesz też wpisać ten kod tam, gdzie o niego prosiliśmy:
    .lasts = { $minutes ->
        [one] Link i kod są ważne przez minutę i działają tylko raz.
        [few] Link i kod są ważne przez { $minutes } minuty i działają tylko raz.
        [many] Link i kod są ważne przez { $minutes } minut i działają tylko raz.
       *[other] Link i kod są ważne przez { $minutes } minuty i działają tylko raz.
    }
    .otherwise = Ta wiadomość to dla Ciebie niespodzianka? Nie musisz nic robić: hasło pozostanie bez zmian. Nigdy nie podawaj nikomu kodu, nawet jeśli o niego prosi.
mail-change-confirm =
    .subject = Potwierdź nowy adres: { $publication }
    .heading = Czy to Twój nowy adres?
    .text = Otrzymaliśmy prośbę, aby od teraz używać na Twoim koncie adresu { $address }. Ten link potwierdzi, że skrzynka należy do Ciebie.
    .button = Potwierdź adres
    .code = Możesz też wpisać ten kod tam, gdzie o niego prosiliśmy:
    .lasts = { $minutes ->
        [one] Link i kod są ważne przez minutę i działają tylko raz. Do czasu potwierdzenia nic się nie zmieni.
        [few] Link i kod są ważne przez { $minutes } minuty i działają tylko raz. Do czasu potwierdzenia nic się nie zmieni.
        [many] Link i kod są ważne przez { $minutes } minut i działają tylko raz. Do czasu potwierdzenia nic się nie zmieni.
       *[other] Link i kod są ważne przez { $minutes } minuty i działają tylko raz. Do czasu potwierdzenia nic się nie zmieni.
    }
    .otherwise = Nie masz u nas konta? W takim razie ktoś pomylił się przy wpisywaniu adresu. Nie musisz nic robić i nie będziemy więcej pisać.
mail-change-told =
    .subject = Zmiana adresu na Twoim koncie: { $publication }
    .heading = Adres na Twoim koncie ma się zmienić
    .text =
        Osoba zalogowana na Twoim koncie poprosiła nas o zmianę adresu e-mail. Gdy nowy adres zostanie potwierdzony, nie będziemy już pisać na ten, a zalogowanie się nim nie będzie możliwe.

        Jeśli to Twoja prośba, nie musisz nic robić.
    .button = Zatrzymaj zmianę
    .otherwise = To nie Ty? Zatrzymaj zmianę powyższym linkiem. Spowoduje to także wylogowanie z Twojego konta na wszystkich urządzeniach; potem zalogujesz się ponownie tym adresem. Link działa trzy dni, także po potwierdzeniu nowego adresu.
mail-deleted =
    .subject = Konto usunięte: { $publication }
    .heading = Twoje konto zostało usunięte
    .text =
        Zgodnie z Twoją prośbą usunęliśmy konto, a z nim dane, które o Tobie mieliśmy. Nastąpiło wylogowanie na wszystkich urządzeniach.

        Jeśli kiedykolwiek nam płacono z tego konta, prawo nakazuje nam przechowywać zapisy tych płatności jeszcze przez kilka lat. Nie używamy ich do niczego innego.

        Dziękujemy za wspólną lekturę. Zapraszamy ponownie w każdej chwili.
    .otherwise = To nie była Twoja prośba? W takim razie ktoś inny miał dostęp do Twojej skrzynki lub urządzenia. Zmień hasło do skrzynki i napisz do nas.

## Lines, like those of a bill: a label, and what stands beside it.

mail-line-plan =
    .label = Plan
    .value = { $plan }
mail-line-brings =
    .label = Co daje
    .value = { $benefits }
mail-line-each =
    .label = Cena
    .value = { $each }
mail-line-once =
    .label = Cena
    .value = { $money }, jednorazowo
mail-line-first =
    .label = Cena na początek
    .value = { $money }, do { $day }
mail-line-then =
    .label = Cena potem
    .value = { $each }, od { $day }
mail-line-free =
    .label = Cena na początek
    .value = Bezpłatnie do { $day }
mail-line-renews =
    .label = Odnowienie
    .value = { $day }
mail-line-ends =
    .label = Koniec
    .value = { $day }
mail-line-next =
    .label = Następna płatność
    .value = { $money }, { $day }
mail-line-paid =
    .label = Zapłacono
    .value = { $money }, z podatkiem
mail-line-returned =
    .label = Zwrócono
    .value = { $money }
mail-line-covers =
    .label = Za okres
    .value = od { $first } do { $last }
mail-line-card =
    .label = Karta
    .value = { $brand }, ostatnie cyfry { $last }
mail-line-date =
    .label = Data
    .value = { $day }
mail-line-number =
    .label = Numer
    .value = { $number }
mail-line-seller =
    .label = Sprzedawca
    .value = { $publication }, { $site }
mail-line-ended =
    .label = Koniec dostępu
    .value = { $day }
mail-line-next-try =
    .label = Następna próba
    .value = { $day }

## What became of a subscription. $goes_on is "yes" where another payment follows by itself.

mail-welcome =
    .subject = Witamy w serwisie { $publication }: potwierdzenie zakupu
    .heading = Witamy i dziękujemy
    .text =
        Prenumerata { $plan } już działa i wszystko, co obejmuje, jest dla Ciebie otwarte.

        { $goes_on ->
            [yes] Odnawia się sama aż do rezygnacji, a ta wymaga dwóch kliknięć: otwórz swoją prenumeratę przyciskiem poniżej, wybierz „{ cancel-title }” i potwierdź. Czytać można potem do końca opłaconego okresu.
           *[no] Kończy się sama. Nic więcej nie pobierzemy i niczego nie trzeba wypowiadać.
        }

        W ciągu 14 dni możesz też na tej samej stronie odstąpić od umowy i odzyskać wszystkie pieniądze.
    .button = Twoja prenumerata
    .otherwise = Zachowaj tę wiadomość: jest potwierdzeniem zakupu. Jeśli to nie był Twój zakup, napisz do nas.
mail-trial =
    .subject = Okres próbny rozpoczęty: { $publication }
    .heading = Twój okres próbny się rozpoczął
    .text =
        { $plan } jest dla Ciebie otwarte i nic jeszcze nie kosztowało.

        { $goes_on ->
            [yes] Bez wcześniejszej rezygnacji zmieni się w prenumeratę w cenie podanej poniżej. Rezygnacja wymaga dwóch kliknięć: otwórz swoją prenumeratę przyciskiem poniżej, wybierz „{ cancel-title }” i potwierdź. Czytać można i tak do końca okresu próbnego.
           *[no] Kończy się sam i niczego nie pobierzemy.
        }
    .button = Twoja prenumerata
    .otherwise = Ten okres próbny to dla Ciebie niespodzianka? Napisz do nas.
mail-changed =
    .subject = Zmiana planu: { $publication }
    .heading = Twój plan został zmieniony
    .text =
        Od teraz Twój plan to { $plan }.

        { $goes_on ->
            [yes] Odnawia się sam aż do rezygnacji, a ta wymaga dwóch kliknięć na stronie Twojej prenumeraty.
           *[no] Kończy się sam i nic więcej nie pobierzemy.
        }
    .button = Twoja prenumerata
    .otherwise = To nie Ty? Zaloguj się, wyloguj wszystkie inne urządzenia i napisz do nas.
mail-receipt =
    .subject = Potwierdzenie płatności: { $money }
    .heading = Twoja płatność dotarła
    .text = Dziękujemy. Oto potwierdzenie płatności za { $plan }.
    .button = Twoja prenumerata i wszystkie potwierdzenia
    .otherwise = Coś się w tej płatności nie zgadza? Napisz do nas. Aby zrezygnować, otwórz swoją prenumeratę przyciskiem powyżej: wystarczą dwa kliknięcia.
mail-refund =
    .subject = Zwrot pieniędzy: { $money }
    .heading = Twoje pieniądze są w drodze
    .text = Wracają tą samą drogą, którą przyszły. Bank może pokazać je dopiero za kilka dni.
    .button = Wszystkie potwierdzenia
    .otherwise = Ten zwrot to dla Ciebie niespodzianka? Napisz do nas.
mail-failed =
    .subject = Nie udało się pobrać płatności
    .heading = Nie udało się pobrać płatności
    .text =
        Twój bank odrzucił płatność za { $plan }. Czytać możesz jak dotąd do { $day }.

        { $again ->
            [yes] Spróbujemy ponownie. Jeśli karta straciła ważność albo została wymieniona, podaj nam inną przed { $day }.
           *[no] Tej karty nie obciążymy ponownie. Podaj nam inną przed { $day }.
        }
    .button = Popraw płatność
    .otherwise = Wszystko już w porządku? Wtedy nie musisz nic robić.
mail-reminder =
    .subject = Twoja płatność wciąż nie dotarła
    .heading = Twoja płatność wciąż nie dotarła
    .text = Nie udało nam się pobrać płatności za { $plan }. Aby czytać dalej, podaj inną kartę przed { $day } albo zapytaj bank, co się stało z tą.
    .button = Popraw płatność
    .otherwise = Wszystko już w porządku? Wtedy nie musisz nic robić.
mail-reminder-last =
    .subject = Koniec dostępu: { $day }
    .heading = Jeszcze jeden dzień czytania
    .text = Nie udało nam się pobrać płatności za { $plan }, a Twój dostęp kończy się { $day }. Z inną kartą go zachowasz.
    .button = Zachowaj dostęp
    .otherwise = Wszystko już w porządku? Wtedy nie musisz nic robić. Jeśli chcesz skończyć, też nie musisz nic robić.
mail-cancelled =
    .subject = Prenumerata jest wypowiedziana
    .heading = Twoja prenumerata jest wypowiedziana
    .text =
        Zgodnie z Twoją wolą nic więcej nie pobierzemy za { $plan }. Czytać możesz do { $day }.

        Do tego dnia jedno kliknięcie na stronie Twojej prenumeraty cofnie wypowiedzenie.
    .button = Twoja prenumerata
    .otherwise = To nie Ty? Zaloguj się, cofnij wypowiedzenie i wyloguj wszystkie inne urządzenia.
mail-ended =
    .subject = Prenumerata zakończona: { $publication }
    .heading = Twoja prenumerata się skończyła
    .text =
        Skończyła się { $day } i nic więcej nie pobierzemy. Konto i darmowe artykuły pozostają Twoje.

        Dziękujemy za wspólną lekturę. Zapraszamy ponownie w każdej chwili.
    .button = Zobacz wszystkie oferty
    .otherwise = To dla Ciebie niespodzianka? Napisz do nas.
mail-ended-trial =
    .subject = Okres próbny zakończony: { $publication }
    .heading = Twój okres próbny się skończył
    .text = Skończył się { $day } i nic nie pobraliśmy. Konto i darmowe artykuły pozostają Twoje. Jeśli chcesz czytać bez limitu, zobacz nasze oferty.
    .button = Zobacz wszystkie oferty
    .otherwise = Nie masz na to ochoty? Wtedy nie musisz nic robić.
mail-ended-unpaid =
    .subject = Koniec dostępu: { $publication }
    .heading = Twój pełny dostęp się skończył
    .text = Nie udało nam się pobrać płatności za { $plan }, dlatego Twój dostęp skończył się { $day }. Konto i darmowe artykuły pozostają Twoje. Wrócić możesz w każdej chwili.
    .button = Wróć do lektury
    .otherwise = Tak miało być? Wtedy nie musisz nic robić.

## What is told ahead of time.

mail-renewal =
    .subject = Odnowienie prenumeraty: { $day }
    .heading = Twoja prenumerata odnowi się { $day }
    .text =
        Jeśli chcesz nadal mieć { $plan }, nie musisz nic robić.

        Jeśli nie, zrezygnuj przed tym dniem. Wystarczą dwa kliknięcia: otwórz swoją prenumeratę przyciskiem poniżej, wybierz „{ cancel-title }” i potwierdź.
    .button = Twoja prenumerata
    .otherwise = Piszemy o tym, aby żadna płatność nie była niespodzianką.
mail-price-changes =
    .subject = Zmiana ceny prenumeraty: { $day }
    .heading = Cena twojej prenumeraty zmieni się { $day }
    .text =
        Tego dnia, zgodnie z umową, kończy się początkowa cena za { $plan } i zaczyna obowiązywać cena podana poniżej. Jeśli chcesz czytać dalej, nie musisz nic robić.

        Jeśli nie, zrezygnuj przed tym dniem. Wystarczą dwa kliknięcia: otwórz swoją prenumeratę przyciskiem poniżej, wybierz „{ cancel-title }” i potwierdź.
    .button = Twoja prenumerata
    .otherwise = Piszemy o tym, aby żadna płatność nie była niespodzianką.
mail-trial-ends =
    .subject = Koniec okresu próbnego: { $day }
    .heading = Twój okres próbny kończy się { $day }
    .text = { $goes_on ->
        [yes] Potem zacznie się prenumerata { $plan } w cenie podanej poniżej. Jeśli tego nie chcesz, zrezygnuj przed tym dniem; wystarczą dwa kliknięcia.
       *[no] Skończy się sam i niczego nie pobierzemy. Jeśli chcesz nadal mieć { $plan }, podaj nam kartę przed tym dniem.
    }
    .button = Twoja prenumerata
    .otherwise = Piszemy o tym, aby koniec okresu próbnego nie był niespodzianką.
mail-card-expires =
    .subject = Karta straci ważność przed następną płatnością
    .heading = Twoja karta wkrótce straci ważność
    .text = Karta, z której opłacana jest prenumerata { $plan }, nie będzie już ważna, gdy { $day } nastąpi odnowienie. Podaj nam nową, aby czytać dalej.
    .button = Podaj inną kartę
    .otherwise = Bank sam przekazuje nam dane nowych kart? Wtedy może nie być nic do zrobienia.
