# صفحات القارئ الخاصة. docs/messages.md lists what each message is given.

account-title = حسابك
account-since = حسابك منذ { $day }

## What one is

account-registered = لديك حساب مجاني.
account-trial = تقرأ كل شيء في فترة تجريبية حتى نهاية { $day }.
account-trial-forever = تقرأ كل شيء في فترة تجريبية.
account-trial-renews = تقرأ كل شيء في فترة تجريبية. تُدفع قيمة اشتراكك أول مرة في { $day }.
account-renews = تقرأ كل شيء. يتجدد اشتراكك في { $day }.
account-ends = تقرأ كل شيء حتى نهاية { $day }. ولا يُحصَّل منك شيء بعد ذلك.
account-ends-forever = تقرأ كل شيء.
account-brought = تقرأ كل شيء بالاشتراك الذي جاء معك، حتى نهاية { $day }.
account-brought-forever = تقرأ كل شيء بالاشتراك الذي جاء معك.
account-guest = تقرأ كل شيء مجانًا ضيفًا على { $publication } حتى نهاية { $day }.
account-guest-forever = تقرأ كل شيء مجانًا ضيفًا على { $publication }.
account-also-guest = ولك أيضًا وصول مجاني ضيفًا على { $publication } حتى نهاية { $day }.
account-also-guest-forever = ولك أيضًا وصول مجاني ضيفًا على { $publication }.
account-past-due = تعذّر علينا تحصيل دفعتك الأخيرة. يمكنك مواصلة القراءة حتى { $day }؛ نرجو تسوية الأمر قبل ذلك.
account-past-due-forever = تعذّر علينا تحصيل دفعتك الأخيرة. نرجو تسوية الأمر.
account-lapsed-trial = انتهت فترتك التجريبية في { $day }. ما زال لديك حسابك المجاني.
account-lapsed-guest = انتهى وصولك المجاني في { $day }. ما زال لديك حسابك المجاني.
account-lapsed = انتهى اشتراكك في { $day }. ما زال لديك حسابك المجاني.
account-benefits = يمنحك ذلك:
account-subscription = اشتراكك

## Articles

account-articles = مقالاتك
account-left = { $left ->
    [0] { $period ->
        [month] قرأت كل مقالات هذا الشهر المجانية، وعددها { $limit }.
       *[days] قرأت كل مقالاتك المجانية، وعددها { $limit }، وعدد أيام الفترة { $days }.
    }
    [zero] لم تبقَ لك مقالات مجانية من أصل { $limit }.
    [one] بقيت لك مقالة مجانية واحدة من أصل { $limit }.
    [two] بقيت لك مقالتان مجانيتان من أصل { $limit }.
    [few] بقيت لك { $left } مقالات مجانية من أصل { $limit }.
    [many] بقيت لك { $left } مقالة مجانية من أصل { $limit }.
   *[other] بقيت لك { $left } مقالة مجانية من أصل { $limit }.
}
account-left-unlimited = يمكنك بحسابك قراءة ما شئت من المقالات.
account-left-away = لا يمكننا الآن معرفة عدد ما بقي لك من مقالات. ما يمكنك قراءته تستطيع مواصلة قراءته.
account-resets = { $period ->
    [month] تعود في { $resets }.
   *[days] تأتي التالية في { $resets }.
}
account-counted = ما حُسب عليك
account-counted-on = { $day }
account-counted-unnamed = { $count ->
    [zero] لم تُحسب مقالات أخرى قبل تسجيل دخولك.
    [one] حُسبت مقالة أخرى واحدة قبل تسجيل دخولك، ولا نحتفظ باسمها.
    [two] حُسبت مقالتان أخريان قبل تسجيل دخولك، ولا نحتفظ باسميهما.
    [few] حُسبت { $count } مقالات أخرى قبل تسجيل دخولك، ولا نحتفظ بأسمائها.
    [many] حُسبت { $count } مقالة أخرى قبل تسجيل دخولك، ولا نحتفظ بأسمائها.
   *[other] حُسبت { $count } مقالة أخرى قبل تسجيل دخولك، ولا نحتفظ بأسمائها.
}
account-counted-kept = { $days ->
    [zero] لا نحتفظ بما تفتحه؛ لا يدل على كل مقالة إلا رقم.
    [one] نحتفظ بما تفتحه يومًا واحدًا كي نستطيع أن نشرح لك ما حُسب. وبعد ذلك لا يدل على كل مقالة إلا رقم.
    [two] نحتفظ بما تفتحه يومين كي نستطيع أن نشرح لك ما حُسب. وبعد ذلك لا يدل على كل مقالة إلا رقم.
    [few] نحتفظ بما تفتحه { $days } أيام كي نستطيع أن نشرح لك ما حُسب. وبعد ذلك لا يدل على كل مقالة إلا رقم.
    [many] نحتفظ بما تفتحه { $days } يومًا كي نستطيع أن نشرح لك ما حُسب. وبعد ذلك لا يدل على كل مقالة إلا رقم.
   *[other] نحتفظ بما تفتحه { $days } يوم كي نستطيع أن نشرح لك ما حُسب. وبعد ذلك لا يدل على كل مقالة إلا رقم.
}
account-counted-away = لا يمكننا الآن معرفة ما حُسب عليك.

## Settings

account-settings = الإعدادات
account-email-title = غيّر عنوانك
account-email-now = عنوان حسابك هو { $address }.
account-email-how = نرسل رسالة إلى العنوان الجديد، ولا يتغير شيء حتى تؤكده منها. وتُعلم رسالة أخرى عنوانك الحالي، ومنه يمكن إيقاف التغيير.
account-email-new = عنوان البريد الإلكتروني الجديد
account-email-send = أرسلوا لي الرسالة
account-email-same = هذا هو عنوان حسابك بالفعل
account-email-sent = أرسلنا رسالة إلى { $address }. افتح الرابط الذي فيها، أو اكتب رمزها هنا.
account-email-confirm = استخدم هذا العنوان
account-email-confirm-title = هل هذا عنوانك الجديد؟
account-email-confirm-explanation = بهذا الزر يصبح { $address } عنوان حسابك من الآن.
account-email-taken-title = لهذا العنوان حساب بالفعل
account-email-taken-explanation = لم يتغير شيء. إن كان ذلك الحساب لك فسجّل الدخول بذلك العنوان؛ وبعد حذفه يمكنك استخدام العنوان هنا.
account-email-changed-title = تغيّر عنوانك
account-email-changed-explanation = من الآن تسجّل الدخول بالعنوان الجديد.
account-email-stop = أبقوا عنواني
account-email-stop-title = أوقف تغيير العنوان
account-email-stop-explanation = بهذا الزر يبقى حسابك على { $address } أو يعود إليه، ويُسجَّل خروجه من كل مكان.
account-email-stopped-title = بقي عنوانك
account-email-stopped-explanation = أُوقف التغيير، وسُجّل خروج حسابك من كل مكان. سجّل الدخول من جديد؛ وإن كانت لديك كلمة مرور فاختر غيرها.
account-email-unstoppable-title = لا شيء لإيقافه
account-email-unstoppable-explanation = هذا الرابط صالح ثلاثة أيام، أو أن الحساب لم يعد موجودًا. إن كان حسابك في يد غيرك فتواصل مع { $publication }.

account-password-title = كلمة مرورك
account-password-there = تسجّل الدخول بكلمة مرور أو بالبريد.
account-password-none = تسجّل الدخول بالبريد. ويمكن أن تكون لك كلمة مرور أيضًا.
account-password-change = غيّرها أو أزلها
account-password-choose = اختر كلمة مرور
account-password-current = كلمة المرور الحالية
account-password-wrong = هذه ليست كلمة مرورك الحالية
account-password-elsewhere = حين تتغير يُسجَّل خروجك من كل مكان آخر.
account-password-drop = أزل كلمة مروري
account-password-drop-hint = من دون كلمة مرور تسجّل الدخول بالبريد وحده. ولإزالتها تكفي الحالية.

account-newsletter-title = النشرة البريدية
account-newsletter-yes = تصلك.
account-newsletter-no = لا تصلك.
account-newsletter-change = اختر
account-newsletter-sentence = يجوز أن ترسل { $publication } نشرتها إلى بريدي الإلكتروني إلى أن أقول غير ذلك.
account-newsletter-since = وافقت في { $day } على ما يلي:
account-newsletter-agree = أوافق
account-newsletter-leave = لا ترسلوا لي النشرة بعد الآن
account-newsletter-hint = نحتفظ بالجملة التي وافقت عليها وبوقت موافقتك. يمكنك تغيير رأيك هنا في أي وقت.

account-language-title = لغة رسائلنا
account-language-change = اختر غيرها
account-language-legend = نكتب إليك بـ
account-language-keep = استخدم هذه اللغة

## Where one is signed in

account-sessions = أين أنت مسجّل الدخول
account-session-here = هذا المتصفح
account-session-since = سُجّل الدخول في { $day }
account-session-end = سجّل الخروج من { $device }
account-sessions-others = سجّل الخروج من كل مكان آخر
account-sessions-hint = يسري ذلك في كل مكان خلال خمس ثوانٍ.

## Data

account-data = بياناتك
account-data-take = كل ما نحتفظ به عنك
account-data-explanation = ملف واحد (JSON): الحساب والموافقة وعنوان التوصيل وتسجيلات الدخول والمشتريات وما قرأته، ومدة الاحتفاظ بكل ذلك.
account-data-download = تنزيل
account-delete-title = احذف حسابك
account-delete-summary = فورًا وإلى الأبد.
account-delete-go = حذف
account-delete-goes = يذهب حسابك، ومعه عناوينك وتسجيلات دخولك وما يحق لك قراءته وما قرأته وما حُسب عليك. ولا سبيل إلى استعادته.
account-delete-stays-title = ما يبقى
account-delete-stays = يُلزمنا القانون بحفظ سجلات مشترياتك ومدفوعاتك بضع سنوات؛ ولا نستخدمها لغير ذلك. ولا يدل عليك فيها إلا رقم.
account-delete-stays-nothing = لم تشترِ شيئًا، فلا سجلات يُلزمنا القانون بحفظها. يبقى رقم يقول إن حسابًا كان هنا وحُذف.
account-delete-browser = إن كانت لك فترة تجريبية فإننا نحتفظ بصورة مشفّرة من عنوانك كي لا تُمنح مرتين. وما قرأه هذا المتصفح من دون تسجيل الدخول يظل محسوبًا فيه.
account-delete-cancels = ينتهي معه اشتراكك، ولا يُحصَّل منك شيء آخر.
account-delete-loses = يضيع ما بقي من الوقت الذي دفعت ثمنه أو من فترتك التجريبية.
account-delete-subscribed = اشتراكك ما زال ساريًا. ألغه أولًا من فضلك، وإلا دفعت بلا مقابل. وحالما يُلغى يمكنك حذف حسابك هنا.
account-delete-paying = بدأت شراء شيء، وما زالت صفحة الدفع مفتوحة. أتممه من فضلك، أو حاول بعد ساعة حين تُغلق.
account-delete-sure = نعم، احذفوا حسابي
account-delete-unsure = ضع علامة في المربع للتأكيد
account-delete-confirm = احذف حسابي الآن
account-deleted-title = حُذف حسابك
account-deleted-explanation = سُجّل خروجك من كل مكان، وزال ما كنا نحتفظ به عنك. وتؤكد لك ذلك رسالة أخيرة. شكرًا لقراءتك { $publication }.
account-again-title = هل هذا أنت؟
account-again-explanation = مضى وقت على تسجيل دخولك. قبل المتابعة سجّل الدخول مرة أخرى من فضلك.
account-again-send = أرسلوا الرسالة إلى { $address }

## What was done

account-done-address = تغيّر عنوانك.
account-done-delivery = حُفظ عنوان التوصيل. ويسري ابتداءً من الصحيفة القادمة.
account-done-newsletter = تصلك النشرة من الآن.
account-done-newsletter-left = لن تصلك النشرة بعد الآن.
account-done-password = ضُبطت كلمة مرورك. وسُجّل خروجك من كل مكان آخر.
account-done-password-dropped = أُزيلت كلمة مرورك. وسُجّل خروجك من كل مكان آخر.
account-done-sessions = سُجّل خروجك من هناك.
