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
