# Logowanie i własne strony czytelnika. docs/messages.md lists what each message is given.

## Forms

form-problems = { $count ->
    [one] Coś się jeszcze nie zgadza
    [few] Kilka rzeczy jeszcze się nie zgadza
    [many] Kilka rzeczy jeszcze się nie zgadza
   *[other] Kilka rzeczy jeszcze się nie zgadza
}
form-stale-title = Tego formularza nie można już użyć
form-stale-explanation = Był otwarty zbyt długo albo przeglądarka nie odesłała naszego pliku cookie. Nic się nie zmieniło. Wróć, odśwież stronę i spróbuj ponownie; jeśli to nie pomoże, zezwól tej witrynie na pliki cookie.
form-long-title = To jest zbyt długie
form-long-explanation = Przesłane dane są dłuższe niż wszystko, o co prosimy. Nic się nie zmieniło. Wróć i spróbuj ponownie.
accounts-away-title = Nie mamy teraz dostępu do kont
accounts-away-explanation = Wina leży po naszej stronie. Nic się nie zmieniło i nic nie przepadło. Spróbuj ponownie za kilka minut; to, co możesz czytać, możesz tymczasem czytać dalej.

## Signing in

sign-in-title = Zaloguj się lub załóż konto
sign-in-introduction = Podaj swój adres e-mail, a wyślemy Ci link i kod. Nimi się zalogujesz. Jeśli nie masz jeszcze konta, założą Ci je, i to za darmo.
email-label = Adres e-mail
sign-in-send = Wyślij mi wiadomość
sign-in-by-password = Zaloguj się hasłem
sign-in-closed-title = Nie można się tu jeszcze zalogować
sign-in-closed-explanation = { $publication } nie może teraz wysyłać wiadomości, a bez nich nikt się nie zaloguje ani nie założy konta. To, co jest otwarte dla wszystkich, pozostaje otwarte.

mailbox-empty = Wpisz swój adres e-mail, na przykład ann@example.com
mailbox-no-at = Sprawdź adres: między nazwą a domeną stoi jeden znak @
mailbox-signs = Wpisz sam adres, bez spacji, cudzysłowów i nawiasów
mailbox-local = Sprawdź, co stoi przed @: bez kropki na początku i na końcu i bez dwóch kropek obok siebie
mailbox-domain = Sprawdź, co stoi po @: domena, na przykład example.com
mailbox-too-long = Adres ma najwyżej { $local } znaków przed @ i { $most } znaków łącznie
mails-too-many = { $minutes ->
    [one] Poproszono o zbyt wiele wiadomości. Poszukaj ostatniej, bo jej link jeszcze działa, albo spróbuj ponownie za minutę.
    [few] Poproszono o zbyt wiele wiadomości. Poszukaj ostatniej, bo jej link może jeszcze działać, albo spróbuj ponownie za { $minutes } minuty.
    [many] Poproszono o zbyt wiele wiadomości. Poszukaj ostatniej, bo jej link może jeszcze działać, albo spróbuj ponownie za { $minutes } minut.
   *[other] Poproszono o zbyt wiele wiadomości. Poszukaj ostatniej, bo jej link może jeszcze działać, albo spróbuj ponownie za { $minutes } minuty.
}

code-title = Zajrzyj do swojej skrzynki
code-sent = Wysłaliśmy wiadomość na adres { $address }. Otwórz link, który w niej jest, albo wpisz tutaj kod.
code-label = Sześć cyfr kodu
code-lasts = { $minutes ->
    [one] Link i kod są ważne jeszcze minutę.
    [few] Link i kod są ważne jeszcze { $minutes } minuty.
    [many] Link i kod są ważne jeszcze { $minutes } minut.
   *[other] Link i kod są ważne jeszcze { $minutes } minuty.
}
code-confirm = Zaloguj się
code-wrong = { $left ->
    [one] To nie jest kod z naszej ostatniej wiadomości. Możesz spróbować jeszcze raz.
    [few] To nie jest kod z naszej ostatniej wiadomości. Możesz spróbować jeszcze { $left } razy.
    [many] To nie jest kod z naszej ostatniej wiadomości. Możesz spróbować jeszcze { $left } razy.
   *[other] To nie jest kod z naszej ostatniej wiadomości. Możesz spróbować jeszcze { $left } razy.
}
code-nothing = Nic nie przyszło? Zajrzyj do niechcianej poczty.
code-other = Poproś o kolejną wiadomość
code-slow = Nasza wiadomość na adres { $address } jeszcze nie wyszła: serwer poczty nie odpowiada. Próbujemy dalej i wyślemy ją, gdy tylko się da. Odśwież tę stronę za chwilę, aby zobaczyć, co się dzieje.
code-refused = Dostawca poczty odrzucił naszą wiadomość na adres { $address }. Sprawdź pisownię adresu albo użyj innego.
code-doubtful = Nie wiemy, czy nasza wiadomość na adres { $address } wyszła. Jeśli za kilka minut jej nie będzie, poproś o kolejną.

link-title = Zaloguj się
link-as = Tym przyciskiem zalogujesz się tutaj jako { $address }.
proof-expired-title = Ta wiadomość straciła ważność
proof-expired-explanation = Link i kod są ważne kwadrans, a ten już minął. Nic się nie zmieniło.
proof-used-title = Ta wiadomość została już użyta
proof-used-explanation = Link i kod działają tylko raz. Jeśli to nie Ty ich użyłeś lub użyłaś, poproś o nową wiadomość i ustaw nowe hasło.
proof-exhausted-title = Zbyt wiele razy wpisano zły kod
proof-exhausted-explanation = Aby nikt nie mógł zgadywać, kod i link z tamtej wiadomości już nie działają. Nic się nie zmieniło.
proof-broken-title = Ten link jest niepełny
proof-broken-explanation = Część mogła zginąć przy kopiowaniu. Otwórz go jeszcze raz z wiadomości albo wpisz kod tam, gdzie o niego poprosiliśmy.
proof-again = Poproś o nową wiadomość

## Passwords

password-title = Zaloguj się hasłem
password-label = Hasło
password-new-label = Nowe hasło
password-hint = { $least ->
    [one] Co najmniej { $least } znak. Kilka słów po kolei łatwo zapamiętać.
    [few] Co najmniej { $least } znaki. Kilka słów po kolei łatwo zapamiętać.
    [many] Co najmniej { $least } znaków. Kilka słów po kolei łatwo zapamiętać.
   *[other] Co najmniej { $least } znaku. Kilka słów po kolei łatwo zapamiętać.
}
password-short = { $least ->
    [one] Wybierz dłuższe hasło: co najmniej { $least } znak
    [few] Wybierz dłuższe hasło: co najmniej { $least } znaki
    [many] Wybierz dłuższe hasło: co najmniej { $least } znaków
   *[other] Wybierz dłuższe hasło: co najmniej { $least } znaku
}
password-long = { $most ->
    [one] Wybierz krótsze hasło: najwyżej { $most } znak
    [few] Wybierz krótsze hasło: najwyżej { $most } znaki
    [many] Wybierz krótsze hasło: najwyżej { $most } znaków
   *[other] Wybierz krótsze hasło: najwyżej { $most } znaku
}
password-plain = Wybierz hasło trudniejsze do odgadnięcia: więcej różnych znaków i nie Twój adres
password-wrong = Adres i hasło do siebie nie pasują. Jeśli nie masz hasła, zaloguj się przez e-mail.
password-forgotten = Nie pamiętam hasła
password-by-mail = Zaloguj się przez e-mail
passwords-too-many = { $minutes ->
    [one] Zbyt wiele prób. Zaloguj się przez e-mail albo spróbuj ponownie za minutę.
    [few] Zbyt wiele prób. Zaloguj się przez e-mail albo spróbuj ponownie za { $minutes } minuty.
    [many] Zbyt wiele prób. Zaloguj się przez e-mail albo spróbuj ponownie za { $minutes } minut.
   *[other] Zbyt wiele prób. Zaloguj się przez e-mail albo spróbuj ponownie za { $minutes } minuty.
}
new-password-title = Ustaw nowe hasło
new-password-introduction = Podaj adres e-mail swojego konta. Wiadomość, którą wyślemy, pozwoli Ci ustawić nowe hasło.
new-password-as = To będzie hasło konta { $address }. Zalogujesz się tutaj, a wszędzie indziej nastąpi wylogowanie.
new-password-confirm = Ustaw to hasło

## Devices

devices-title = Zbyt wiele zalogowanych urządzeń
devices-introduction = Aby zalogować się tutaj, wyloguj się najpierw gdzie indziej. Na tamtych urządzeniach można się później zalogować ponownie.
devices-legend = Wyloguj z
devices-more = { $count ->
    [one] Wybierz co najmniej { $count } urządzenie
    [few] Wybierz co najmniej { $count } urządzenia
    [many] Wybierz co najmniej { $count } urządzeń
   *[other] Wybierz co najmniej { $count } urządzenia
}
devices-confirm = Wyloguj tam i zaloguj tutaj
device-unknown = Urządzenie, którego nie rozpoznajemy
device-seen = Ostatnio używane { $day }
signed-in-title = Logowanie już za Tobą
signed-in-as = Korzystasz z { $publication } jako { $address }.
signed-in-on = Czytaj dalej
sign-out = Wyloguj się
