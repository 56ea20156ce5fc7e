# Buying, and the reader's subscription. docs/messages.md lists what each message is given.

## Offers

offers-compare = Co daje każdy plan
brings-on-web = Strona WWW
brings-on-phone = Telefon
brings-on-tablet = Tablet
brings-on-paper = Papier
brings-browser = W przeglądarce
brings-app = W aplikacji
brings-paper = Prosto do domu
brings-nothing = Nie obejmuje
offers-code = Masz kod?
offers-code-show = Pokaż, co otwiera
offers-code-unknown = Nie znamy tego kodu albo jego oferta już się skończyła. Sprawdź pisownię.

## What is said of each choice, before any button

sale-terms = { $now }, { $then }
sale-renews = Pierwsze odnowienie: { $day }. Potem odnawia się aż do rezygnacji.
sale-ends = Kończy się automatycznie: { $day }. Nic potem nie następuje i nic więcej nie pobieramy.
sale-card = Na początek potrzebna jest karta.
sale-no-card = Karta nie jest potrzebna.
sale-trial-then = Bez wcześniejszej rezygnacji w dniu { $day } pobierzemy { $price }.
sale-trial-stops = Kończy się automatycznie w dniu { $day }, chyba że do tego czasu podasz kartę.
sale-cancel = Zrezygnować można w każdej chwili na swoim koncie, dwoma kliknięciami: nic więcej nie pobierzemy, a czytać można do końca opłaconego okresu.
sale-consent-renews = Tym przyciskiem zamawiam { $plan } w { $publication }: { $terms }. Prenumerata odnawia się sama, dopóki z niej nie zrezygnuję. W ciągu 14 dni mogę odstąpić od umowy i odzyskać wszystkie pieniądze.
sale-consent-ends = Tym przyciskiem zamawiam { $plan } w { $publication }: { $terms }. W ciągu 14 dni mogę odstąpić od umowy i odzyskać wszystkie pieniądze.
sale-buy = Zamawiam i płacę
sale-try = Rozpocznij okres próbny
sale-choose = Wybierz
sale-to-offers = Zobacz wszystkie oferty
sale-to-subscription = Twoja prenumerata

## What can't be bought

not-sold-unknown-title = Tego nie sprzedajemy
not-sold-unknown-explanation = Oferta mogła się skończyć albo w linku zabrakło litery. Nic nie pobraliśmy.
not-sold-ended-title = Ta oferta już się skończyła
not-sold-ended-explanation = Zabrakło niewiele czasu. Nic nie pobraliśmy; zobacz, co jest dziś w sprzedaży.
not-sold-not-yet-title = Ta oferta jeszcze się nie zaczęła
not-sold-not-yet-explanation = Zajrzyj tu, gdy się zacznie. Nic nie pobraliśmy.
not-sold-not-for-you-title = Ta oferta nie jest dla Ciebie
not-sold-not-for-you-explanation = Jest przeznaczona dla innych czytelników, jak przy niej napisano. Nic nie pobraliśmy; zobacz, co jeszcze jest w sprzedaży.
not-sold-sold-out-title = Ta oferta jest wyczerpana
not-sold-sold-out-explanation = Liczba miejsc była ograniczona, inni byli szybsi. Nic nie pobraliśmy; zobacz, co jeszcze jest w sprzedaży.
not-sold-taken-before-title = Ta oferta była już przez Ciebie wykorzystana
not-sold-taken-before-explanation = Można z niej skorzystać tylko raz. Nic nie pobraliśmy; zobacz, co jeszcze jest w sprzedaży.
not-sold-trial-had-title = Okres próbny masz już za sobą
not-sold-trial-had-explanation = Okres próbny przysługuje każdej osobie raz. Nic nie pobraliśmy; zobacz, co jeszcze jest w sprzedaży.
not-sold-subscribed-title = Masz już prenumeratę
not-sold-subscribed-explanation = Nic nie pobraliśmy. Plan można zmienić na stronie Twojej prenumeraty.
not-sold-other-currency-title = Ten plan jest płatny w innej walucie
not-sold-other-currency-explanation = Niczego nie zmieniliśmy. Prenumerata pozostaje w walucie, w której została kupiona; gdy się skończy, można kupić ten plan.
provider-away-title = Nie możemy teraz połączyć się z operatorem płatności
provider-away-explanation = To, co właśnie się stało, nic nie kosztowało. Spróbuj ponownie za kilka minut: nic nigdy nie jest pobierane dwa razy.
provider-refused-title = Operator płatności odmówił
provider-refused-explanation = Nic się nie zmieniło. Spróbuj ponownie; jeśli to nie pomoże, napisz do { $publication }, gdzie można sprawdzić przyczynę.

## Agreeing, and coming back

checkout-title = Twoje zamówienie
checkout-next = Przycisk prowadzi na stronę operatora płatności. Numer Twojej karty nigdy do nas nie trafia.
checkout-changed = Od otwarcia strony nasza oferta się zmieniła. Przeczytaj ją jeszcze raz: nic nie zostało zamówione.
came-in-title = Gotowe, witamy
came-in-explanation = Dziękujemy. Od teraz wszystko jest dla Ciebie otwarte.
came-waiting-title = Płatność jest w drodze
came-waiting-explanation = Operator płatności jeszcze jej nie potwierdził. Nic nie przepadło: gdy tylko to zrobi, wszystko otworzy się samo.
came-waiting-again = Sprawdź ponownie
came-back-title = Nic nie pobraliśmy
came-back-explanation = Powrót nastąpił bez płatności. Wybrać można ponownie w każdej chwili.
came-unknown-title = Nie znamy tej płatności
came-unknown-explanation = Jeśli płatność została dokonana, za kilka minut pojawi się na stronie Twojej prenumeraty.
came-trial-had-title = Okres próbny masz już za sobą
came-trial-had-explanation = Okres próbny przysługuje każdej osobie raz, a ten adres lub tę kartę znamy z wcześniejszego. Nowy okres próbny został zakończony i nic nie pobraliśmy.

## The reader's subscription

held-title = Twoja prenumerata
held-none = Nie masz prenumeraty.
held-active = Twoja prenumerata jest aktywna.
held-trial = Trwa Twój okres próbny. W dniu { $day } pobierzemy pierwszą płatność, chyba że wcześniej zrezygnujesz.
held-trial-no-card = Trwa Twój okres próbny, do { $day }. Potem skończy się sam, chyba że podasz kartę.
held-past-due = Ostatnia płatność się nie powiodła. Popraw to przed { $day }; do tego czasu możesz czytać dalej.
held-incomplete = Twoja płatność jeszcze nie została zrealizowana.
held-cancelling = Prenumerata jest wypowiedziana. Czytać możesz do { $day } i nic więcej nie pobierzemy.
held-fixed = Trwa do { $day } i kończy się sama. Nic więcej nie pobierzemy.
held-ended-cancelled = Twoja prenumerata skończyła się { $day }. Nic więcej nie pobierzemy.
held-ended-trial-over = Twój okres próbny skończył się { $day }. Nic nie pobraliśmy.
held-ended-unpaid = Twoja prenumerata skończyła się { $day }, bo nie została opłacona. Nic więcej nie pobierzemy.
held-ended-given-back = Twoja prenumerata skończyła się { $day }, a ostatnia płatność została zwrócona.
held-plan = Plan
held-price = Cena teraz
held-price-until = { $price }, do { $day }
held-free-until = Bezpłatnie do { $day }
held-next-price = Cena potem
held-renews-on = Odnowienie
held-ends-on = Koniec
held-day = { $day }
held-card = Karta
held-card-is = { $brand }, ostatnie cyfry { $last }, ważna do { $expires }
held-done-bought = Płatność była już dokonana w innym oknie. Nic nie pobraliśmy ponownie.
held-done-card = Karta została zmieniona.
held-done-changed = Plan został zmieniony.
held-done-nothing = Przy obecnym stanie prenumeraty nie da się tego zrobić. Nic się nie zmieniło.
held-done-resumed = Prenumerata trwa jak dotąd. Nic za to nie pobraliśmy.
held-done-withdrawn = Odstąpienie od umowy jest wykonane. Zwracamy wszystko, co zostało zapłacone; banki potrzebują kilku dni, by to pokazać.
held-done-withdrawing = Mamy Twoje odstąpienie od umowy. Operator płatności jest teraz nieosiągalny: gdy tylko będzie to możliwe, prenumerata się skończy i zwrócimy wszystko, co zostało zapłacone. Nic więcej nie trzeba robić.

## Payments

ledger-title = Płatności
ledger-paid = Zapłacono
ledger-refunded = Zwrócono
ledger-disputed = Cofnięte przez bank
ledger-reverted = Nieudany zwrot
ledger-reinstated = Oddane przez bank
ledger-money = { $money }
receipt-title = Pokwitowanie
receipt-label = Pokwitowanie z { $day } na { $money }
receipt-paid-title = Pokwitowanie płatności
receipt-refunded-title = Pokwitowanie zwrotu
receipt-from = Od
receipt-to = Dla
receipt-day = Data
receipt-number = Numer
receipt-agreed = Na co wyrażono zgodę
receipt-tax = Kwota zawiera podatek.
receipt-print = Aby je zachować, wydrukuj tę stronę lub zapisz ją jako plik.

## Cancelling

cancel-title = Zrezygnuj z prenumeraty
cancel-lasts = Czytać możesz do { $day }. Potem prenumerata się skończy i nic więcej nie pobierzemy. Do tego czasu można rezygnację cofnąć.
cancel-lasts-unpaid = Ponieważ ostatnia płatność się nie powiodła, prenumerata skończy się z obecnym okresem. Potem nic więcej nie pobierzemy.
cancel-confirm = Tak, rezygnuję
cancel-keep = Zostaw wszystko bez zmian
cancel-resume = Jednak czytam dalej

## Changing

change-title = Zmień plan
change-introduction = Koszt zmiany pokazujemy, zanim się na nią zgodzisz.
change-see = Zobacz koszt
change-see-label = Zobacz, ile kosztuje { $plan } za { $price }
change-due = Dziś pobierzemy { $due } za resztę obecnego okresu. To, co już za niego zapłacono, jest odliczone.
change-credited = Dziś nic nie pobierzemy. Nadpłatę { $due } odliczymy od następnych płatności.
change-free = Dziś nic nie pobierzemy.
change-consent = Tym przyciskiem zmieniam plan na { $plan } za { $price }. { $cost } Prenumerata odnawia się sama, dopóki z niej nie zrezygnuję.
change-confirm = Zmieniam i płacę
change-changed = Zmiana kosztuje już inaczej, niż było pokazane. Przeczytaj to jeszcze raz: nic się nie zmieniło.

## Card

card-other = Użyj innej karty
card-fix = Zapłać inną kartą
card-refused-title = Karta nie zapłaciła
card-refused-explanation = Nie udało się pobrać z niej należnej płatności. Zapytaj w swoim banku albo użyj innej karty.

## Withdrawing

withdraw-title = Odstąp od umowy
withdraw-offered = Do { $day } można odstąpić od umowy bez podania przyczyny. Prenumerata kończy się od razu, a wszystkie pieniądze wracają.
withdraw-here = Odstąp od umowy tutaj
withdraw-declaration = Odstępuję od mojej umowy na { $plan }, zamówionej { $day }.
withdraw-rule = Dostęp kończy się od razu, a my zwracamy wszystko, co zostało za niego zapłacone, niezależnie od tego, ile już przeczytano. Pieniądze wracają tą samą drogą.
withdraw-mail = Potwierdzenie odstąpienia wyślemy na { $address }.
withdraw-confirm = Potwierdzam odstąpienie

mail-withdrawal =
    .subject = Mamy Twoje odstąpienie od umowy
    .heading = Mamy Twoje odstąpienie od umowy
    .text =
        Dnia { $at } otrzymaliśmy oświadczenie: Odstępuję od mojej umowy na { $plan } z { $publication }. Znamy Cię jako { $address }.

        Dostęp się skończył, a my zwracamy wszystko, co zostało za niego zapłacone, tą samą drogą. Banki potrzebują kilku dni, by to pokazać.
    .otherwise = Jeśli oświadczenie nie pochodzi od Ciebie, napisz do nas.
