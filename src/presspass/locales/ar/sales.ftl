# Buying, and the reader's subscription. docs/messages.md lists what each message is given.

## Offers

offers-compare = ما تتيحه كل باقة
brings-on-web = الموقع
brings-on-phone = الهاتف
brings-on-tablet = الجهاز اللوحي
brings-on-paper = الورق
brings-browser = في المتصفح
brings-app = في التطبيق
brings-paper = إلى باب بيتك
brings-nothing = غير مشمول
offers-code = هل لديك رمز؟
offers-code-show = عرض ما يتيحه
offers-code-unknown = لا نعرف هذا الرمز، أو أن عرضه قد انتهى. يُرجى التحقق من كتابته.

## What is said of each choice, before any button

# The mark at its beginning gives the direction, which neither price does from within its own isolation.
sale-terms = { "\u200F" }{ $now }، { $then }
sale-renews = يتجدد أول مرة في { $day }، ثم يستمر إلى أن تُلغيه.
sale-ends = ينتهي تلقائيًا في { $day }. لا شيء بعده، ولا يُحصَّل أي مبلغ آخر.
sale-card = تلزم بطاقة للبدء.
sale-no-card = لا تلزم أي بطاقة.
sale-trial-then = ما لم يُلغَ قبل ذلك، يُحصَّل { $price } في { $day }.
sale-trial-stops = ينتهي تلقائيًا في { $day } ما لم تُقدَّم بطاقة قبل ذلك.
sale-cancel = يمكن الإلغاء في أي وقت من حسابك بنقرتين: لا يُحصَّل شيء بعده، وتستمر القراءة إلى نهاية المدة المدفوعة.
sale-consent-renews = بهذا الزر أطلب { $plan } من { $publication }: { $terms }. يتجدد الاشتراك تلقائيًا إلى أن ألغيه. ويمكنني خلال 14 يومًا العدول عن الشراء واسترداد كل ما دفعته.
sale-consent-ends = بهذا الزر أطلب { $plan } من { $publication }: { $terms }. ويمكنني خلال 14 يومًا العدول عن الشراء واسترداد كل ما دفعته.
sale-buy = الطلب والدفع
sale-try = بدء التجربة
sale-choose = اختيار هذا
sale-to-offers = عرض جميع العروض
sale-to-subscription = اشتراكك

## What can't be bought

not-sold-unknown-title = لا نبيع هذا
not-sold-unknown-explanation = ربما انتهى العرض، أو سقط حرف من الرابط. لم يُحصَّل أي مبلغ.
not-sold-ended-title = انتهى هذا العرض
not-sold-ended-explanation = فات موعده بقليل. لم يُحصَّل أي مبلغ؛ يُرجى الاطلاع على المعروض اليوم.
not-sold-not-yet-title = لم يبدأ هذا العرض بعد
not-sold-not-yet-explanation = يُرجى العودة عند بدئه. لم يُحصَّل أي مبلغ.
not-sold-not-for-you-title = هذا العرض ليس لك
not-sold-not-for-you-explanation = هو موجَّه إلى قرّاء آخرين كما كُتب بجانبه. لم يُحصَّل أي مبلغ؛ يُرجى الاطلاع على بقية المعروض.
not-sold-sold-out-title = نفد هذا العرض
not-sold-sold-out-explanation = كان عدده محدودًا وسبق إليه غيرك. لم يُحصَّل أي مبلغ؛ يُرجى الاطلاع على بقية المعروض.
not-sold-taken-before-title = سبق لك الاستفادة من هذا العرض
not-sold-taken-before-explanation = يُستفاد منه مرة واحدة فقط. لم يُحصَّل أي مبلغ؛ يُرجى الاطلاع على بقية المعروض.
not-sold-trial-had-title = سبقت لك تجربة مجانية
not-sold-trial-had-explanation = التجربة مرة واحدة لكل شخص. لم يُحصَّل أي مبلغ؛ يُرجى الاطلاع على بقية المعروض.
not-sold-subscribed-title = لديك اشتراك بالفعل
not-sold-subscribed-explanation = لم يُحصَّل أي مبلغ. يمكن تغيير الباقة في صفحة اشتراكك.
not-sold-other-currency-title = هذه الباقة تُدفع بعملة أخرى
not-sold-other-currency-explanation = لم يتغيّر شيء. يبقى الاشتراك بالعملة التي اشتُري بها، ويمكنك شراء هذه الباقة بعد انتهاء اشتراكك.
provider-away-title = يتعذر الاتصال بمزوّد الدفع في هذه اللحظة
provider-away-explanation = لم يُحصَّل أي مبلغ بما جرى للتوّ. يُرجى المحاولة بعد بضع دقائق: لا يُحصَّل أي مبلغ مرتين.
provider-refused-title = رفض مزوّد الدفع ذلك
provider-refused-explanation = لم يتغير شيء. يُرجى المحاولة مجددًا، فإن لم ينفع ذلك فيُرجى الكتابة إلى { $publication } لمعرفة السبب.

## Agreeing, and coming back

checkout-title = طلبك
checkout-next = يقود الزر إلى صفحة مزوّد الدفع. لا يصل إلينا رقم بطاقتك أبدًا.
checkout-changed = تغيّر ما نبيعه منذ فتح الصفحة. يُرجى قراءته مرة أخرى: لم يُطلب شيء.
came-in-title = اكتمل اشتراكك
came-in-explanation = شكرًا لك. كل شيء مفتوح لك من الآن.
came-waiting-title = دفعتك في الطريق
came-waiting-explanation = لم يؤكدها مزوّد الدفع بعد. لم يضِع شيء: ما إن تُؤكَّد حتى يُفتح كل شيء تلقائيًا.
came-waiting-again = التحقق مرة أخرى
came-back-title = لم يُحصَّل أي مبلغ
came-back-explanation = عدت من دون دفع. يمكن الاختيار مجددًا في أي وقت.
came-unknown-title = لا نعرف هذه الدفعة
came-unknown-explanation = إن كنت قد دفعت فستظهر في صفحة اشتراكك خلال بضع دقائق.
came-trial-had-title = سبقت لك تجربة مجانية
came-trial-had-explanation = التجربة مرة واحدة لكل شخص، ونعرف هذا العنوان أو هذه البطاقة من تجربة سابقة. أُنهيت التجربة الجديدة ولم يُحصَّل أي مبلغ.

## The reader's subscription

held-title = اشتراكك
held-none = ليس لديك اشتراك.
held-active = اشتراكك سارٍ.
held-trial = أنت في الفترة التجريبية. في { $day } تُحصَّل أول دفعة ما لم تُلغَ قبل ذلك.
held-trial-no-card = أنت في الفترة التجريبية حتى { $day }. تنتهي عندها تلقائيًا ما لم تُقدَّم بطاقة.
held-past-due = تعذّر تحصيل دفعتك الأخيرة. يُرجى تصحيح ذلك قبل { $day }؛ وإلى ذلك الحين تستمر القراءة.
held-incomplete = لم تكتمل دفعتك بعد.
held-cancelling = أُلغي الاشتراك. تستمر القراءة حتى { $day } ولا يُحصَّل أي مبلغ آخر.
held-fixed = يسري حتى { $day } وينتهي تلقائيًا. لا يُحصَّل أي مبلغ آخر.
held-ended-cancelled = انتهى اشتراكك في { $day }. لا يُحصَّل أي مبلغ آخر.
held-ended-trial-over = انتهت تجربتك في { $day }. لم يُحصَّل أي مبلغ.
held-ended-unpaid = انتهى اشتراكك في { $day } لعدم الدفع. لا يُحصَّل أي مبلغ آخر.
held-ended-given-back = انتهى اشتراكك في { $day } ورُدّت دفعته الأخيرة.
held-plan = الباقة
held-price = السعر الآن
held-price-until = { $price } حتى { $day }
held-free-until = مجانًا حتى { $day }
held-next-price = السعر بعد ذلك
held-renews-on = يتجدد في
held-ends-on = ينتهي في
held-day = { $day }
held-card = البطاقة
held-card-is = { $brand } تنتهي بالأرقام { $last }، صالحة حتى { $expires }
held-done-bought = سبق أن دفعت في نافذة أخرى. لم يُحصَّل أي مبلغ مرة ثانية.
held-done-card = تغيّرت بطاقتك.
held-done-changed = تغيّرت باقتك.
held-done-nothing = لا يمكن ذلك مع اشتراكك بحالته الراهنة. لم يتغير شيء.
held-done-resumed = يستمر اشتراكك كما كان. لم يُحصَّل أي مبلغ لذلك.
held-done-withdrawn = تمّ العدول عن الشراء. يُردّ كل ما دفعته؛ وتحتاج المصارف إلى بضعة أيام لإظهاره.
held-done-withdrawing = وصلنا عدولك عن الشراء. يتعذر الاتصال بمزوّد الدفع في هذه اللحظة: وما إن يعود حتى ينتهي اشتراكك ويُردّ كل ما دفعته. ليس عليك فعل شيء آخر.

## Payments

ledger-title = الدفعات
ledger-paid = مدفوع
ledger-refunded = مردود
ledger-disputed = استردّه مصرفك
ledger-reverted = استرداد لم يتم
ledger-reinstated = أعاده مصرفك
ledger-money = { $money }
receipt-title = إيصال
receipt-label = إيصال { $day } بمبلغ { $money }
receipt-paid-title = إيصال دفع
receipt-refunded-title = إيصال ردّ
receipt-from = من
receipt-to = إلى
receipt-day = التاريخ
receipt-number = الرقم
receipt-agreed = ما وافقت عليه
receipt-tax = المبلغ شامل الضريبة.
receipt-print = للاحتفاظ به يمكن طباعة هذه الصفحة أو حفظها في ملف.

## Cancelling

cancel-title = إلغاء الاشتراك
cancel-lasts = تستمر القراءة حتى { $day }. بعدها ينتهي الاشتراك ولا يُحصَّل أي مبلغ آخر. ويمكن التراجع إلى ذلك الحين.
cancel-lasts-unpaid = بما أن الدفعة الأخيرة تعذّر تحصيلها، ينتهي الاشتراك مع المدة الحالية. ولا يُحصَّل أي مبلغ بعدها.
cancel-confirm = نعم، إلغاء
cancel-keep = ترك كل شيء كما هو
cancel-resume = الاستمرار رغم ذلك

## Changing

change-title = تغيير الباقة
change-introduction = تُعرض كلفة التغيير قبل الموافقة عليه.
change-see = عرض الكلفة
change-see-label = عرض كلفة { $plan } بسعر { $price }
change-due = يُحصَّل اليوم { $due } عن بقية المدة الحالية. وقد احتُسب ما دفعته عنها.
change-credited = لا يُحصَّل اليوم أي مبلغ. ويُخصم { $due } الذي دفعته زيادة من دفعاتك التالية.
change-free = لا يُحصَّل اليوم أي مبلغ.
change-consent = بهذا الزر أنتقل إلى { $plan } بسعر { $price }. { $cost } يتجدد الاشتراك تلقائيًا إلى أن ألغيه.
change-confirm = التغيير والدفع
change-changed = لم تعد كلفة التغيير كما عُرضت. يُرجى قراءتها مرة أخرى: لم يتغير شيء.

## Card

card-other = استخدام بطاقة أخرى
card-fix = الدفع ببطاقة أخرى
card-refused-title = لم تدفع البطاقة
card-refused-explanation = تعذّر تحصيل الدفعة المستحقة منها. يُرجى سؤال مصرفك أو استخدام بطاقة أخرى.

## Withdrawing

withdraw-title = العدول عن الشراء
withdraw-offered = يمكن العدول حتى { $day } من دون إبداء سبب. ينتهي الاشتراك فورًا ويُردّ كل ما دفعته.
withdraw-here = العدول عن العقد هنا
withdraw-declaration = أعدل عن عقدي لباقة { $plan } الذي طلبته في { $day }.
withdraw-rule = تنتهي إتاحتك فورًا ونردّ كل ما دفعته مقابلها، مهما كان ما قرأته. ويعود المبلغ من حيث أتى.
withdraw-mail = يُرسل إيصال عدولك إلى { $address }.
withdraw-confirm = تأكيد العدول

mail-withdrawal =
    .subject = وصلنا عدولك عن الشراء
    .heading = وصلنا عدولك عن الشراء
    .text =
        في { $at } أعلنت: أعدل عن عقدي لباقة { $plan } مع { $publication }. عنوانك لدينا هو { $address }.

        انتهت إتاحتك، ونردّ كل ما دفعته مقابلها من حيث أتى. وتحتاج المصارف إلى بضعة أيام لإظهاره.
    .otherwise = إن لم يكن العدول منك فيُرجى الكتابة إلينا.
