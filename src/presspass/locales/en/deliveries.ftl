# Where the printed paper goes. docs/messages.md lists what each message is given.

delivery-title = Delivery address
delivery-legend = Where shall we deliver the paper?
delivery-why = We use the address to deliver your paper, and for nothing else.
delivery-recipient = Name
delivery-street = Street and number
delivery-further = Flat, floor, company or c/o
delivery-further-hint = If there is one.
delivery-postal-code = Postcode
delivery-city = Town or city
delivery-region = State, province or county
delivery-region-hint = Where it is part of the address.
delivery-country = Country
delivery-country-choose = Choose a country
delivery-keep = Keep this address
delivery-none = We don’t know yet where to deliver your paper.
delivery-give = Tell us the address
delivery-change = Change the address
delivery-next = Papers that are on their way already still go to the address that we had before.

## What is wrong with one

delivery-recipient-missing = Write the name that stands on the letterbox.
delivery-street-missing = Write the street and the number of the house.
delivery-postal-code-missing = Write the postcode.
delivery-city-missing = Write the town or city.
delivery-region-missing = Write the state or province: in this country it is part of the address.
delivery-country-missing = Choose the country.
delivery-postal-code-shape = In the country that you chose, a postcode looks like this: { $example }. Please check yours, and the country.
delivery-too-long = { $field }: that doesn’t fit on a label. It can have { $most } characters at most.
delivery-signs = { $field }: there is a sign in it that can’t be printed. Please write it anew.
