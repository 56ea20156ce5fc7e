# The newsstand's own words. docs/newsstand.md says how a paper changes them.

## On every page

page-title = { $title } – { $publication }
front-title = { $publication } – { $tagline }
skip = الانتقال إلى الأخبار
search = بحث
sections = الأقسام
about-the-paper = عن الصحيفة
front-page = الصفحة الرئيسية
news-feed = خلاصة الأخبار

## The front page

top-stories = أبرز الأخبار
in-brief = باختصار
sponsored-content = محتوى برعاية
nothing-published = لم يُنشر شيء بعد
nothing-published-explanation = ستظهر المقالات هنا فور نشرها.

## Lists: sections, topics, authors

section = قسم
topic = موضوع
author = كاتب
listing-title = { $title }، الصفحة { $number }
listing-about = { $title } في { $publication }
listing-nothing = لم يُنشر شيء هنا بعد.
listing-home = الذهاب إلى الصفحة الرئيسية
pages = الصفحات
page-of = الصفحة { $number } من { $of }
newer = الأحدث
older = الأقدم

## Search

search-label = البحث في العناوين والمقدمات
search-query = «{ $query }» – بحث
found = { $total ->
    [zero] لا مقالات عن «{ $query }»
    [one] مقالة واحدة عن «{ $query }»
    [two] مقالتان عن «{ $query }»
    [few] { $total } مقالات عن «{ $query }»
    [many] { $total } مقالة عن «{ $query }»
   *[other] { $total } مقالة عن «{ $query }»
}
found-nothing = لا نتائج عن «{ $query }». يمكن المحاولة بكلمات أقل أو بكلمات أخرى.
latest = آخر الأخبار

## An article

byline = بقلم { $authors }
published = نُشر في { $when }
updated = حُدّث في { $when }
minutes = { $minutes ->
    [zero] أقل من دقيقة للقراءة
    [one] دقيقة واحدة للقراءة
    [two] دقيقتان للقراءة
    [few] { $minutes } دقائق للقراءة
    [many] { $minutes } دقيقة للقراءة
   *[other] { $minutes } دقيقة للقراءة
}
correction = { $count ->
    [zero] تصويبات
    [one] تصويب
    [two] تصويبان
    [few] تصويبات
    [many] تصويبات
   *[other] تصويبات
}
topics = الموضوعات
related = مقالات ذات صلة
more = المزيد للقراءة
printed-from = { $publication }، { $url }

## Sharing and printing

tools = المشاركة والطباعة
share-on = المشاركة على { $network }
share-mail = البريد الإلكتروني
    .label = الإرسال عبر البريد الإلكتروني
copy-link = نسخ الرابط
    .done = نُسخ الرابط
print = طباعة
share = مشاركة…

## Advertising

sponsored = محتوى برعاية
    .by = بتمويل من { $sponsor }
    .title = محتوى برعاية: { $title }
    .summary = محتوى برعاية، بتمويل من { $sponsor }. { $summary }
    .printed = محتوى برعاية، بتمويل من { $sponsor }.
    .about = عن المحتوى المموَّل
    .disclosure = كلّفت { $sponsor } بكتابة هذه المقالة ودفعت ثمنها، ولم يشارك فيها فريق التحرير لدينا.

## Errors

missing = لا نجد هذه الصفحة
    .label = الصفحة غير موجودة
    .explanation = ربما كُتب العنوان خطأً، أو نُقلت الصفحة. يمكن البحث عنها، أو الذهاب إلى { $link }.
    .link = الصفحة الرئيسية
refused = هذه الصفحة للقراءة فقط
    .label = خطأ
    .explanation = لا يمكن الإرسال إليها ولا تغييرها. يمكن البحث عن المطلوب، أو الذهاب إلى { $link }.
    .link = الصفحة الرئيسية
broken = حدث خطأ ما
    .label = خطأ
    .explanation = الخطأ من جانبنا. يُرجى المحاولة بعد قليل، أو الذهاب إلى { $link }.
    .link = الصفحة الرئيسية
