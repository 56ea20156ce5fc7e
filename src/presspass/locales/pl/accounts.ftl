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
