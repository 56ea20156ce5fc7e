# Where the printed paper goes. docs/messages.md lists what each message is given.

delivery-title = Adres dostawy
delivery-legend = Dokąd mamy dostarczać gazetę?
delivery-why = Adres służy nam tylko do dostarczania gazety, do niczego więcej.
delivery-recipient = Imię i nazwisko
delivery-street = Ulica i numer domu
delivery-further = Mieszkanie, piętro lub firma
delivery-further-hint = Jeśli to potrzebne.
delivery-postal-code = Kod pocztowy
delivery-city = Miejscowość
delivery-region = Stan, prowincja lub województwo
delivery-region-hint = Jeśli należy do adresu.
delivery-country = Kraj
delivery-country-choose = Wybierz kraj
delivery-keep = Zapisz ten adres
delivery-none = Nie wiemy jeszcze, dokąd dostarczać Twoją gazetę.
delivery-give = Podaj adres
delivery-change = Zmień adres
delivery-next = Gazety, które są już w drodze, trafią jeszcze pod poprzedni adres.

## What is wrong with one

delivery-recipient-missing = Wpisz imię i nazwisko, które widnieje na skrzynce.
delivery-street-missing = Wpisz ulicę i numer domu.
delivery-postal-code-missing = Wpisz kod pocztowy.
delivery-city-missing = Wpisz miejscowość.
delivery-region-missing = Wpisz stan lub prowincję: w tym kraju to część adresu.
delivery-country-missing = Wybierz kraj.
delivery-postal-code-shape = W wybranym kraju kod pocztowy wygląda tak: { $example }. Sprawdź swój kod i kraj.
delivery-too-long = { $field }: to nie zmieści się na etykiecie. Może mieć najwyżej { $most } znaków.
delivery-signs = { $field }: jest tu znak, którego nie da się wydrukować. Wpisz to jeszcze raz.
