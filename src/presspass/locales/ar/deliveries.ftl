# Where the printed paper goes. docs/messages.md lists what each message is given.

delivery-title = عنوان التوصيل
delivery-legend = إلى أين نوصّل الصحيفة؟
delivery-why = نستخدم العنوان لتوصيل صحيفتك، ولا نستخدمه لشيء آخر.
delivery-recipient = الاسم
delivery-street = الشارع ورقم المبنى
delivery-further = الشقة أو الطابق أو الشركة
delivery-further-hint = إن وُجد.
delivery-postal-code = الرمز البريدي
delivery-city = المدينة أو البلدة
delivery-region = الولاية أو المحافظة
delivery-region-hint = إن كانت جزءًا من العنوان.
delivery-country = البلد
delivery-country-choose = اختر البلد
delivery-keep = احفظ هذا العنوان
delivery-none = لا نعرف بعد إلى أين نوصّل صحيفتك.
delivery-give = اكتب العنوان
delivery-change = غيّر العنوان
delivery-next = الصحف التي خرجت للتوصيل تصل إلى العنوان السابق.

## What is wrong with one

delivery-recipient-missing = اكتب الاسم كما هو على صندوق البريد.
delivery-street-missing = اكتب الشارع ورقم المبنى.
delivery-postal-code-missing = اكتب الرمز البريدي.
delivery-city-missing = اكتب المدينة أو البلدة.
delivery-region-missing = اكتب الولاية أو المحافظة: فهي في هذا البلد جزء من العنوان.
delivery-country-missing = اختر البلد.
delivery-postal-code-shape = في البلد الذي اخترته يُكتب الرمز البريدي هكذا: { $example }. تحقّق من رمزك ومن البلد.
delivery-too-long = { $field }: هذا أطول مما تتسع له بطاقة العنوان. الحد الأقصى { $most } حرفًا.
delivery-signs = { $field }: فيه علامة لا يمكن طباعتها. اكتبه من جديد.
