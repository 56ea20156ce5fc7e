# Własne strony czytelnika. docs/messages.md lists what each message is given.

account-title = Twoje konto
account-since = Konto założone { $day }

## What one is

account-registered = Masz darmowe konto.
account-trial = Czytasz wszystko w okresie próbnym, który trwa do { $day } włącznie.
account-trial-forever = Czytasz wszystko w okresie próbnym.
account-trial-renews = Czytasz wszystko w okresie próbnym. Pierwsza opłata za prenumeratę: { $day }.
account-renews = Czytasz wszystko. Prenumerata odnowi się { $day }.
account-ends = Czytasz wszystko do { $day } włącznie. Potem nie pobierzemy już żadnej opłaty.
account-ends-forever = Czytasz wszystko.
account-brought = Czytasz wszystko dzięki prenumeracie przeniesionej z dawnego konta, do { $day } włącznie.
account-brought-forever = Czytasz wszystko dzięki prenumeracie przeniesionej z dawnego konta.
account-guest = { $publication } zaprasza: czytasz wszystko bezpłatnie do { $day } włącznie.
account-guest-forever = { $publication } zaprasza: czytasz wszystko bezpłatnie.
account-also-guest = { $publication } zaprasza: masz też bezpłatny dostęp do { $day } włącznie.
account-also-guest-forever = { $publication } zaprasza: masz też bezpłatny dostęp.
account-past-due = Nie udało nam się pobrać ostatniej płatności. Możesz czytać do { $day }; do tego czasu prosimy o jej uregulowanie.
account-past-due-forever = Nie udało nam się pobrać ostatniej płatności. Prosimy o jej uregulowanie.
account-lapsed-trial = Okres próbny zakończył się { $day }. Darmowe konto pozostaje Twoje.
account-lapsed-guest = Bezpłatny dostęp na zaproszenie zakończył się { $day }. Darmowe konto pozostaje Twoje.
account-lapsed = Prenumerata zakończyła się { $day }. Darmowe konto pozostaje Twoje.
account-benefits = Co z tego masz:
account-subscription = Twoja prenumerata

## Articles

account-articles = Twoje artykuły
account-left = { $left ->
    [0] { $period ->
        [month] Wykorzystano cały limit darmowych artykułów na ten miesiąc: { $limit }.
       *[days] Wykorzystano cały limit darmowych artykułów na okres { $days } dni: { $limit }.
    }
    [one] Został Ci 1 darmowy artykuł z { $limit }.
    [few] Zostały Ci { $left } darmowe artykuły z { $limit }.
    [many] Zostało Ci { $left } darmowych artykułów z { $limit }.
   *[other] Zostało Ci { $left } darmowego artykułu z { $limit }.
}
account-left-unlimited = Z kontem możesz czytać tyle artykułów, ile chcesz.
account-left-away = Nie możemy teraz sprawdzić, ile artykułów Ci zostało. To, co możesz czytać, możesz czytać dalej.
account-resets = { $period ->
    [month] Nowa pula będzie dostępna { $resets }.
   *[days] Następny artykuł będzie dostępny { $resets }.
}
account-counted = Co policzyliśmy
account-counted-on = { $day }
account-counted-unnamed = { $count ->
    [one] Jeszcze 1 artykuł policzyliśmy przed zalogowaniem. Jego nazwy nie przechowujemy.
    [few] Jeszcze { $count } artykuły policzyliśmy przed zalogowaniem. Ich nazw nie przechowujemy.
    [many] Jeszcze { $count } artykułów policzyliśmy przed zalogowaniem. Ich nazw nie przechowujemy.
   *[other] Jeszcze { $count } artykułu policzyliśmy przed zalogowaniem. Ich nazw nie przechowujemy.
}
account-counted-kept = { $days ->
    [one] To, co otwierasz, przechowujemy przez 1 dzień, aby móc wyjaśnić, co zostało policzone. Potem z każdego artykułu zostaje tylko liczba.
    [few] To, co otwierasz, przechowujemy przez { $days } dni, aby móc wyjaśnić, co zostało policzone. Potem z każdego artykułu zostaje tylko liczba.
    [many] To, co otwierasz, przechowujemy przez { $days } dni, aby móc wyjaśnić, co zostało policzone. Potem z każdego artykułu zostaje tylko liczba.
   *[other] To, co otwierasz, przechowujemy przez { $days } dnia, aby móc wyjaśnić, co zostało policzone. Potem z każdego artykułu zostaje tylko liczba.
}
account-counted-away = Nie możemy teraz sprawdzić, co zostało policzone.

## Settings

account-settings = Ustawienia
account-email-title = Zmień adres
account-email-now = Adres Twojego konta to { $address }.
account-email-how = Wyślemy wiadomość na nowy adres i nic się nie zmieni, dopóki go stamtąd nie potwierdzisz. Druga wiadomość zawiadomi dotychczasowy adres, z którego można zmianę zatrzymać.
account-email-new = Nowy adres e-mail
account-email-send = Wyślij mi wiadomość
account-email-same = To już jest adres Twojego konta
account-email-sent = Wysłaliśmy wiadomość na adres { $address }. Otwórz link, który w niej jest, albo wpisz tutaj kod.
account-email-confirm = Używaj tego adresu
account-email-confirm-title = Czy to Twój nowy adres?
account-email-confirm-explanation = Ten przycisk sprawi, że adresem Twojego konta będzie odtąd { $address }.
account-email-taken-title = Ten adres ma już konto
account-email-taken-explanation = Nic się nie zmieniło. Jeśli tamto konto jest Twoje, zaloguj się tym adresem; gdy je usuniesz, będzie można użyć go tutaj.
account-email-changed-title = Adres zmieniony
account-email-changed-explanation = Odtąd logujesz się nowym adresem.
account-email-stop = Zachowaj mój adres
account-email-stop-title = Zatrzymaj zmianę adresu
account-email-stop-explanation = Ten przycisk sprawi, że konto zachowa adres { $address } albo do niego wróci i zostanie wszędzie wylogowane.
account-email-stopped-title = Adres pozostaje bez zmian
account-email-stopped-explanation = Zmiana jest zatrzymana, a konto wszędzie wylogowane. Zaloguj się ponownie; jeśli masz hasło, ustaw nowe.
account-email-unstoppable-title = Nie ma czego zatrzymywać
account-email-unstoppable-explanation = Ten link działa trzy dni albo konta już nie ma. Jeśli Twoje konto jest w cudzych rękach, napisz do redakcji: { $publication }.

account-password-title = Twoje hasło
account-password-there = Logujesz się hasłem albo przez e-mail.
account-password-none = Logujesz się przez e-mail. Możesz też mieć hasło.
account-password-change = Zmień lub usuń
account-password-choose = Ustaw hasło
account-password-current = Obecne hasło
account-password-wrong = To nie jest Twoje obecne hasło
account-password-elsewhere = Gdy hasło się zmieni, wylogujemy Cię wszędzie indziej.
account-password-drop = Usuń moje hasło
account-password-drop-hint = Bez hasła logujesz się tylko przez e-mail. Aby je usunąć, wystarczy wpisać obecne.

account-newsletter-title = Newsletter
account-newsletter-yes = Dostajesz go.
account-newsletter-no = Nie dostajesz go.
account-newsletter-change = Wybierz
account-newsletter-sentence = { $publication } może wysyłać newsletter na mój adres e-mail, dopóki nie zmienię zdania.
account-newsletter-since = Zgoda z dnia { $day }:
account-newsletter-agree = Zgadzam się
account-newsletter-leave = Nie wysyłajcie mi już newslettera
account-newsletter-hint = Przechowujemy zdanie, na które wyrażasz zgodę, i jej datę. Zdanie możesz tu zmienić w każdej chwili.

account-language-title = Język naszych wiadomości
account-language-change = Wybierz inny
account-language-legend = Piszemy do Ciebie w języku
account-language-keep = Używaj tego języka

## Where one is signed in

account-sessions = Gdzie trwa Twoje logowanie
account-session-here = Ta przeglądarka
account-session-since = Zalogowano { $day }
account-session-end = Wyloguj: { $device }
account-sessions-others = Wyloguj wszędzie indziej
account-sessions-hint = Zadziała wszędzie w ciągu pięciu sekund.

## Data

account-data = Twoje dane
account-data-take = Wszystko, co o Tobie przechowujemy
account-data-explanation = Jeden plik (JSON): konto, zgoda, adres dostawy, logowania, zakupy, przeczytane artykuły i jak długo to przechowujemy.
account-data-download = Pobierz
account-delete-title = Usuń konto
account-delete-summary = Od razu i na zawsze.
account-delete-go = Usuń
account-delete-goes = Usuniemy konto, a z nim adresy, logowania, uprawnienia, historię czytania i liczniki. Nie da się tego cofnąć.
account-delete-stays-title = Co zostaje
account-delete-stays = Prawo każe nam przez kilka lat przechowywać zapisy Twoich zakupów i płatności; do niczego innego ich nie używamy. Zamiast imienia jest w nich numer.
account-delete-stays-nothing = Nie było żadnych zakupów, więc nie ma zapisów, które prawo każe nam przechowywać. Zostaje numer: że konto istniało i zostało usunięte.
account-delete-browser = Po okresie próbnym przechowujemy zaszyfrowaną postać adresu, aby nikt nie skorzystał z niego dwa razy. To, co czytano w tej przeglądarce bez logowania, nadal się w niej liczy.
account-delete-cancels = Razem z kontem zakończy się prenumerata i nic więcej nie pobierzemy.
account-delete-loses = Reszta opłaconego czasu lub okresu próbnego przepadnie.
account-delete-subscribed = Twoja prenumerata trwa. Najpierw ją anuluj, inaczej płatności byłyby pobierane na darmo. Gdy tylko będzie anulowana, konto można tu usunąć.
account-delete-paying = Rozpoczęto zakup, a strona płatności jest jeszcze otwarta. Dokończ go albo spróbuj za godzinę, gdy się zamknie.
account-delete-sure = Tak, usuńcie moje konto
account-delete-unsure = Zaznacz pole, aby potwierdzić
account-delete-confirm = Usuń teraz moje konto
account-deleted-title = Konto usunięte
account-deleted-explanation = Wylogowaliśmy Cię wszędzie, a to, co o Tobie przechowywaliśmy, zniknęło. Potwierdzi to ostatnia wiadomość. { $publication } dziękuje za wspólny czas.
account-again-title = Czy to Ty?
account-again-explanation = Od logowania minęła chwila. Zanim przejdziesz dalej, zaloguj się jeszcze raz.
account-again-send = Wyślij wiadomość na adres { $address }

## What was done

account-done-address = Adres jest zmieniony.
account-done-delivery = Adres dostawy jest zapisany. Obowiązuje od następnej gazety.
account-done-newsletter = Odtąd dostajesz newsletter.
account-done-newsletter-left = Nie dostajesz już newslettera.
account-done-password = Hasło jest ustawione. Wylogowaliśmy Cię wszędzie indziej.
account-done-password-dropped = Hasło jest usunięte. Wylogowaliśmy Cię wszędzie indziej.
account-done-sessions = Tam jesteś już po wylogowaniu.
