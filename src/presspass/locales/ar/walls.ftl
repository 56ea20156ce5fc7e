# Walls and notices. docs/messages.md lists what each message is given.
#
# $period is "month" for a meter over calendar months and "days" for one over the last $days days.
# Verbal nouns stand where an imperative would have to choose between a man and a woman.

## A day of the year, as it stands within a sentence.

day = { $day } { $month }
day-with-year = { $day } { $month } { $year }

## Notices: beside an article that the reader has been given.

notice-label = صلاحية اطّلاعك على { $publication }
notice-dismiss = إغلاق هذا التنبيه
notice-offers = عرض الاشتراكات
notice-mend = تحديث بيانات الدفع
notice-why = لماذا يظهر لي هذا؟

meter-left =
    .text = { $period ->
        [month] { $left ->
            [zero] لم تبقَ لك مقالات مجانية هذا الشهر.
            [one] بقيت لك مقالة مجانية واحدة هذا الشهر.
            [two] بقيت لك مقالتان مجانيتان هذا الشهر.
            [few] بقيت لك { $left } مقالات مجانية هذا الشهر.
            [many] بقيت لك { $left } مقالة مجانية هذا الشهر.
           *[other] بقيت لك { $left } مقالة مجانية هذا الشهر.
        }
       *[days] { $left ->
            [zero] لم تبقَ لك مقالات مجانية في رصيد الأيام الـ{ $days }.
            [one] بقيت لك مقالة مجانية واحدة في رصيد الأيام الـ{ $days }.
            [two] بقيت لك مقالتان مجانيتان في رصيد الأيام الـ{ $days }.
            [few] بقيت لك { $left } مقالات مجانية في رصيد الأيام الـ{ $days }.
            [many] بقيت لك { $left } مقالة مجانية في رصيد الأيام الـ{ $days }.
           *[other] بقيت لك { $left } مقالة مجانية في رصيد الأيام الـ{ $days }.
        }
    }
meter-last =
    .text = { $period ->
        [month] هذه آخر مقالة مجانية لك هذا الشهر.
       *[days] هذه آخر مقالة مجانية لك في رصيد الأيام الـ{ $days }.
    }
meter-reread =
    .text = { $period ->
        [month] نفد رصيدك من المقالات المجانية لهذا الشهر. وهذه المقالة محسوبة فيه، ولذلك تبقى مفتوحة لك.
       *[days] نفد رصيدك من المقالات المجانية في الوقت الحاضر. وهذه المقالة محسوبة فيه، ولذلك فهي مفتوحة لك.
    }
meter-returns = { $period ->
    [month] تتجدد مقالاتك المجانية في { $resets }.
   *[days] تتاح لك المقالة المجانية التالية في { $resets }.
}
payment-failed =
    .text = تعذّر علينا تحصيل دفعتك الأخيرة. يمكنك مواصلة القراءة إلى أن تعالج الأمر.
    .fix-by = للاحتفاظ بصلاحية القراءة يُرجى تحديث بيانات الدفع قبل { $fix_by }.

## Walls: in place of the part that has to be paid for.

meter-spent =
    .heading = { $limit ->
        [0] هذه المقالة للمشتركين
        [zero] هذه المقالة للمشتركين
        [one] { $period ->
            [month] قرأت مقالتك المجانية لهذا الشهر
           *[days] قرأت المقالة المجانية في رصيد الأيام الـ{ $days }
        }
        [two] { $period ->
            [month] قرأت مقالتيك المجانيتين لهذا الشهر
           *[days] قرأت المقالتين المجانيتين في رصيد الأيام الـ{ $days }
        }
        [few] { $period ->
            [month] قرأت { $limit } مقالات مجانية هذا الشهر، وهي كل رصيدك
           *[days] قرأت { $limit } مقالات مجانية، وهي كل رصيد الأيام الـ{ $days }
        }
        [many] { $period ->
            [month] قرأت { $limit } مقالة مجانية هذا الشهر، وهي كل رصيدك
           *[days] قرأت { $limit } مقالة مجانية، وهي كل رصيد الأيام الـ{ $days }
        }
       *[other] { $period ->
            [month] قرأت { $limit } مقالة مجانية هذا الشهر، وهي كل رصيدك
           *[days] قرأت { $limit } مقالة مجانية، وهي كل رصيد الأيام الـ{ $days }
        }
    }
    .explanation = { $limit ->
        [0] الاشتراك يفتحها لك، ومعها كل ما ننشره.
       *[other] { $period ->
            [month] تتجدد مقالاتك المجانية في { $resets }، ويبقى ما فتحته منها مفتوحًا لك حتى ذلك الحين.
           *[days] تتاح لك المقالة المجانية التالية في { $resets }. وكل مقالة تُفتح تبقى مفتوحة { $days ->
                [zero] لك
                [one] يومًا واحدًا
                [two] يومين
                [few] { $days } أيام
                [many] { $days } يومًا
               *[other] { $days } يوم
            }.
        }
    }
    .explanation-undated = الاشتراك يفتح هذه المقالة، ومعها كل ما ننشره.
    .invitation = المشتركون هم من يجعل هذه الصحافة ممكنة، ويسعدنا انضمامك إليهم.
meter-away =
    .heading = لا نستطيع التحقق من مقالاتك المجانية الآن
    .explanation = الخطأ من جانبنا، ولم يُحسب عليك شيء. يُرجى المحاولة بعد بضع دقائق، ويمكن للمشتركين تسجيل الدخول ومواصلة القراءة.
    .retry = المحاولة مجددًا
registration =
    .heading = { $offered ->
        [0] التسجيل المجاني يتيح لك مواصلة القراءة
        [zero] التسجيل المجاني يتيح لك مواصلة القراءة
        [one] التسجيل المجاني يتيح لك مقالة واحدة أخرى
        [two] التسجيل المجاني يتيح لك مقالتين أخريين
        [few] التسجيل المجاني يتيح لك { $offered } مقالات أخرى
        [many] التسجيل المجاني يتيح لك { $offered } مقالة أخرى
       *[other] التسجيل المجاني يتيح لك { $offered } مقالة أخرى
    }
    .heading-unlimited = التسجيل المجاني يتيح لك مواصلة القراءة
    .explanation = { $read ->
        [0] الحساب لا يكلّف شيئًا.
        [zero] الحساب لا يكلّف شيئًا.
        [one] قرأت المقالة المجانية المفتوحة للجميع. الحساب لا يكلّف شيئًا.
        [two] قرأت المقالتين المجانيتين المفتوحتين للجميع. الحساب لا يكلّف شيئًا.
        [few] قرأت { $read } مقالات مجانية، وهي كل المفتوح للجميع. الحساب لا يكلّف شيئًا.
        [many] قرأت { $read } مقالة مجانية، وهي كل المفتوح للجميع. الحساب لا يكلّف شيئًا.
       *[other] قرأت { $read } مقالة مجانية، وهي كل المفتوح للجميع. الحساب لا يكلّف شيئًا.
    }
    .invitation = أو القراءة بلا حدود.
    .register = تسجيل مجاني
locked =
    .heading = هذه المقالة للمشتركين
    .explanation = الاشتراك يفتحها لك، ومعها كل ما ننشره.
    .invitation = ما يقرؤه مشتركونا في متناولك.
trial-expired =
    .heading = انتهت فترتك التجريبية
    .explanation = لمواصلة القراءة يلزمك اشتراك، وهو يتيح لك:
    .explanation-plain = لقراءة هذه المقالة يلزمك اشتراك.
    .invitation = يمكنك المتابعة من حيث توقفت.
access-expired =
    .heading = انتهت صلاحية اطّلاعك الكامل على { $publication }
    .explanation = لمواصلة القراءة يلزمك اشتراك، وهو يتيح لك:
    .explanation-plain = لقراءة هذه المقالة يلزمك اشتراك.
    .invitation = تسعدنا عودتك إلينا.

wall-see-offers = جميع العروض والاشتراك
wall-sign-in = لديك اشتراك؟ تسجيل الدخول
wall-account = حسابك
wall-why = لماذا يظهر لي هذا؟

## What subscriptions bring.

benefits-picture = صحيفة مطبوعة وجهاز لوحي وهاتف، على كل منها أحدث الأعداد
benefit-articles = جميع المقالات بلا حدود
benefit-apps = تطبيقاتنا للهاتف والجهاز اللوحي
benefit-print = أعداد ورقية، وأخرى للهاتف والجهاز اللوحي
benefit-articles-with = جميع المقالات بلا حدود، ضمن الباقة «{ $plan }»
benefit-apps-with = تطبيقاتنا للهاتف والجهاز اللوحي، ضمن الباقة «{ $plan }»
benefit-print-with = أعداد ورقية، وأخرى للهاتف والجهاز اللوحي، ضمن الباقة «{ $plan }»

## Offers and prices. $unit is day, week, month or year.

offer-try = { $unit ->
    [day] { $count ->
        [zero] للتجربة مقابل { $price }
        [one] للتجربة يومًا واحدًا مقابل { $price }
        [two] للتجربة يومين مقابل { $price }
        [few] للتجربة { $count } أيام مقابل { $price }
        [many] للتجربة { $count } يومًا مقابل { $price }
       *[other] للتجربة { $count } يوم مقابل { $price }
    }
    [week] { $count ->
        [zero] للتجربة مقابل { $price }
        [one] للتجربة أسبوعًا واحدًا مقابل { $price }
        [two] للتجربة أسبوعين مقابل { $price }
        [few] للتجربة { $count } أسابيع مقابل { $price }
        [many] للتجربة { $count } أسبوعًا مقابل { $price }
       *[other] للتجربة { $count } أسبوع مقابل { $price }
    }
    [year] { $count ->
        [zero] للتجربة مقابل { $price }
        [one] للتجربة سنة واحدة مقابل { $price }
        [two] للتجربة سنتين مقابل { $price }
        [few] للتجربة { $count } سنوات مقابل { $price }
        [many] للتجربة { $count } سنة مقابل { $price }
       *[other] للتجربة { $count } سنة مقابل { $price }
    }
   *[month] { $count ->
        [zero] للتجربة مقابل { $price }
        [one] للتجربة شهرًا واحدًا مقابل { $price }
        [two] للتجربة شهرين مقابل { $price }
        [few] للتجربة { $count } أشهر مقابل { $price }
        [many] للتجربة { $count } شهرًا مقابل { $price }
       *[other] للتجربة { $count } شهر مقابل { $price }
    }
}
offer-try-free = { $unit ->
    [day] { $count ->
        [zero] تجربة مجانية
        [one] تجربة مجانية ليوم واحد
        [two] تجربة مجانية ليومين
        [few] تجربة مجانية لمدة { $count } أيام
        [many] تجربة مجانية لمدة { $count } يومًا
       *[other] تجربة مجانية لمدة { $count } يوم
    }
    [week] { $count ->
        [zero] تجربة مجانية
        [one] تجربة مجانية لأسبوع واحد
        [two] تجربة مجانية لأسبوعين
        [few] تجربة مجانية لمدة { $count } أسابيع
        [many] تجربة مجانية لمدة { $count } أسبوعًا
       *[other] تجربة مجانية لمدة { $count } أسبوع
    }
    [year] { $count ->
        [zero] تجربة مجانية
        [one] تجربة مجانية لسنة واحدة
        [two] تجربة مجانية لسنتين
        [few] تجربة مجانية لمدة { $count } سنوات
        [many] تجربة مجانية لمدة { $count } سنة
       *[other] تجربة مجانية لمدة { $count } سنة
    }
   *[month] { $count ->
        [zero] تجربة مجانية
        [one] تجربة مجانية لشهر واحد
        [two] تجربة مجانية لشهرين
        [few] تجربة مجانية لمدة { $count } أشهر
        [many] تجربة مجانية لمدة { $count } شهرًا
       *[other] تجربة مجانية لمدة { $count } شهر
    }
}
offer-then = { $unit ->
    [day] { $count ->
        [zero] ثم { $price }
        [one] ثم { $price } يوميًا
        [two] ثم { $price } كل يومين
        [few] ثم { $price } كل { $count } أيام
        [many] ثم { $price } كل { $count } يومًا
       *[other] ثم { $price } كل { $count } يوم
    }
    [week] { $count ->
        [zero] ثم { $price }
        [one] ثم { $price } أسبوعيًا
        [two] ثم { $price } كل أسبوعين
        [few] ثم { $price } كل { $count } أسابيع
        [many] ثم { $price } كل { $count } أسبوعًا
       *[other] ثم { $price } كل { $count } أسبوع
    }
    [year] { $count ->
        [zero] ثم { $price }
        [one] ثم { $price } سنويًا
        [two] ثم { $price } كل سنتين
        [few] ثم { $price } كل { $count } سنوات
        [many] ثم { $price } كل { $count } سنة
       *[other] ثم { $price } كل { $count } سنة
    }
   *[month] { $count ->
        [zero] ثم { $price }
        [one] ثم { $price } شهريًا
        [two] ثم { $price } كل شهرين
        [few] ثم { $price } كل { $count } أشهر
        [many] ثم { $price } كل { $count } شهرًا
       *[other] ثم { $price } كل { $count } شهر
    }
}
offer-then-nothing = ثم ينتهي تلقائيًا
offer-ends = ينتهي العرض في { $ends }
