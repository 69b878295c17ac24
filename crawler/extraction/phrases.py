"""Words that boilerplate is made of, as named data: one table a kind, one line a group of languages.

All patterns are matched against a folded, case-folded line. To add a language, add its lines; crawler.extraction.boilerplate
says how much a match counts. A phrase belongs here only if an article's own sentence would hardly be just that.
"""

import re
from collections.abc import Iterable

__all__ = [
    "ADVERT",
    "AUTHOR_NOTE",
    "CLOCK_WORDS",
    "CORRECTION",
    "CREDIT",
    "CREDIT_AT_END",
    "NOTICE",
    "PAYWALL",
    "PROMO",
    "PROMO_WORDS",
    "READ_MORE",
    "SHARE",
    "SHARE_BAR",
    "SIGNED",
]

_READ_MORE = (
    # en
    "(?:read|see|learn|watch|listen|explore|discover|view|find out|show)(?: (?:it|this|all|the))? ?(?:more|also|next|now|too|full (?:story|article|report|interview))",
    "more (?:on this|on the|on|from|about|in|to read|to explore|stories|news|coverage|reading|like this|like)\\b.{0,40}",
    "(?:related|similar|recommended|latest|other|recent|trending|most read|most popular|must read|must reads|editor'?s picks?|editors'? picks?|top|featured|popular)(?: (?:articles?|stories|story|posts?|news|content|topics?|links?|reading|coverage|reads?|videos?|headlines))?",
    "(?:also|you may also like|you might also like|you may like|don'?t miss|in case you missed it|what to read next|up next|read next|next up|further reading|keep reading|continue reading|now read|also read|also on .{2,30}|recommended for you|in this story|in this article|what else\\?)",
    # de
    "(?:lesen|sehen|hören|schauen|lies|lest) (?:sie )?(?:auch|hier|dazu|mehr|außerdem|jetzt|weiter)(?: (?:hier|dazu|auch|mehr))?|(?:auch|jetzt) lesen|mehr (?:zum thema|dazu|aus|von|lesen|artikel|nachrichten|news|über|infos?|informationen)\\b.{0,40}|weiterlesen(?: nach der anzeige)?|das könnte (?:sie|dich) auch interessieren|auch interessant|passend dazu|weitere (?:artikel|themen|meldungen|nachrichten|informationen|infos|news|texte)\\b.{0,40}|zum thema|ähnliche (?:artikel|beiträge)|mehr|lesetipps?|meistgelesen|meist gelesen|empfohlene(?:r)? (?:artikel|beiträge|externer inhalt|redaktioneller inhalt)|verwandte (?:artikel|themen|beiträge)|hintergrund zum thema|lesen sie mehr",
    # fr
    "(?:à )?lire (?:aussi|également|plus|la suite|encore)|lire|(?:à )?(?:voir|écouter|découvrir|regarder) (?:aussi|également|plus)|sur le même (?:sujet|thème)|articles? (?:liés?|similaires?|connexes?|recommandés?|associés?)|en savoir plus|pour aller plus loin|à lire|les plus lus|plus d'(?:articles|infos|actualités)\\b.{0,40}|notre sélection|vous aimerez aussi|à ne pas manquer|dans la même rubrique",
    # es, ca, gl
    "(?:lee|leer|lea|ver|vea|mira|mire|te recomendamos|conoce|también) (?:también|además|más|otras noticias)|también (?:te|le) (?:puede|podría) interesar|te puede interesar|noticias? relacionadas?|artículos? relacionados?|más (?:información|noticias|sobre|en)\\b.{0,40}|más leíd[oa]s|lo más (?:leído|visto)|relacionad[oa]s?|te recomendamos|no te pierdas|sigue leyendo|llegeix (?:també|més)|més informació",
    # pt
    "(?:leia|veja|ouça|assista|saiba|confira|lê)(?: também| mais|[- ]se também| ainda)|(?:notícias|matérias|artigos|conteúdos?) (?:relacionad[oa]s?|recomendad[oa]s?)|mais (?:lidas|notícias|sobre|em)\\b.{0,40}|relacionad[oa]s?|leia a seguir|continue lendo|você (?:também )?pode gostar",
    # it, ro
    "(?:leggi|vedi|guarda|ascolta|scopri|approfondisci) (?:anche|di più|altro|tutto)(?: su)?|(?:articoli|notizie|contenuti) (?:correlat[ie]|simili|consigliat[ie])|(?:per approfondire|approfondimenti?|potrebbe interessarti|ti potrebbe interessare|continua a leggere|i più letti|le più lette|per saperne di più)|(?:citește|citeşte|citiți|vezi|află)(?: și| şi| mai mult)?|articole(?: similare| recomandate| asemănătoare)?|te-ar putea interesa",
    # nl, af
    "(?:lees|bekijk|luister|zie)(?: ook| meer| verder| hier)|(?:meer (?:over|lezen|nieuws|van|uit)\\b.{0,40})|gerelateerd(?:e artikelen|e berichten)?|aanbevolen(?: artikelen)?|meest gelezen|ook interessant|verder lezen",
    # sv, no, da, is, fo
    "(?:läs|les|læs|se|hör|høyr|lyt|lyssna)(?: också| även| mer| mere| også| óg| hér| mer om)|(?:relaterad|relaterte|relaterede|relatert)(?:e)?(?: (?:artiklar|artikler|saker|innhold))?|mer(?:e)? (?:om|från|fra|i ämnet)\\b.{0,40}|mest (?:läst|lest|læst|lesið)|läs mer|les mer|læs mere|les også|lesið? (?:einnig|meira|nánar)|tengdar fréttir|meira",
    # fi, et, lv, lt, hu
    "lue (?:myös|lisää|seuraavaksi)|katso (?:myös|lisää)|lisää aiheesta|luetuimmat|loe (?:ka|lisaks|veel)|lasi (?:arī|vairāk)|saistītie raksti|(?:skaitykite|skaityti) (?:taip pat|daugiau)|susiję straipsniai|(?:olvassa|olvasd|nézze|nézd|olvasson)(?: el)?(?: is| tovább| még| el ezt is)?|kapcsolódó(?: cikkek| cikkeink| cikk)?|ajánlott(?: cikkek)?|tovább(?: olvasom)?|ezt is (?:olvassa|ajánljuk).{0,20}",
    # pl, cs, sk, sl, hr, sr
    "(?:czytaj|przeczytaj|zobacz|sprawdź|posłuchaj|obejrzyj)(?: też| także| również| więcej| teraz| dalej)?|(?:polecane|podobne|powiązane)(?: artykuły| tematy| teksty)?|więcej (?:o|na temat|informacji|wiadomości|z)\\b.{0,40}|najczęściej czytane|(?:čtěte|přečtěte si|sledujte|poslechněte|čítajte|prečítajte si)(?: také| též| i| více| dále| aj| viac| tiež)?|související(?: články| témata)?|súvisiace(?: články)?|mohlo by vás (?:zajímat|zaujímať)|další (?:články|zprávy)\\b.{0,40}|(?:pročitajte|pročitaj|čitajte|čitaj|preberite|pogledajte|vidi)(?: i| još| više| tudi| takođe| također| jos)?|povezan[ei](?: članci| vijesti| vesti| teme| novice)?",
    # ru, uk, bg, mk
    "(?:читайте|читай|прочитайте|прочтите|смотрите|посмотрите|слушайте)(?: также| ещё| еще| далее| подробнее| на эту тему| по теме| и| також| ще)?|(?:материалы|статьи|новости|сюжеты)? ?по теме|подробнее|похожие (?:материалы|новости|статьи)|ещё|(?:дивіться|слухайте)(?: також| ще)?|(?:за темою|по темі|більше за темою|схожі новини)|(?:прочетете|вижте|четете|още)(?: още| и| по темата| повече)?|(?:свързани|подобни)(?: новини| статии)",
    # el, tr, ar, fa, he, ur
    "διαβάστε (?:επίσης|ακόμ[αη]|περισσότερα|ακόμη|και)|σχετικά(?: άρθρα| θέματα)?|δείτε (?:επίσης|ακόμ[αη]|περισσότερα)|(?:ayrıca )?(?:bunu da )?(?:oku(?:yun)?|okuyun|izleyin|bakın)|(?:ilgili|benzer|önerilen|popüler)(?: haberler| içerikler| konular| haber)?|haberin devamı|devamını oku|daha fazla(?: oku| bilgi)?",
    "(?:اقرأ|إقرأ|اقرؤوا|شاهد|تابع|طالع|انظر)(?: أيضا| أيضاً| أيضًا| ايضا| المزيد| كذلك)?|(?:أخبار|مواضيع|مقالات|موضوعات) (?:ذات صلة|متعلقة|مشابهة)|ذات صلة|المزيد(?: من| عن| حول)?.{0,30}|(?:بیشتر بخوانید|همچنین بخوانید|بیشتر بدانید|مطالب مرتبط|اخبار مرتبط|بخوانید)|(?:קראו|קרא|קראי|ראו|צפו|האזינו)(?: גם| עוד| בהרחבה)|(?:כתבות|ידיעות) (?:נוספות|קשורות)|עוד בנושא|מידע נוסף|(?:یہ بھی|مزید) پڑھیں",
    # hi, bn, ta, te, th, vi, id, ms, tl, sw
    "(?:यह भी|ये भी|इसे भी|और|यहां|आगे|खबरें और भी) (?:पढ़ें|पढ़े|पढें|देखें|हैं).{0,10}|संबंधित (?:खबरें|ख़बरें|समाचार)|আরও পড়ুন|আরো পড়ুন|মேலும் படிக்க|மேலும் படிக்க|ఇది కూడా చదవండి|อ่าน(?:เพิ่มเติม|ต่อ|ข่าวเพิ่มเติม)|ข่าวที่เกี่ยวข้อง|บทความที่เกี่ยวข้อง|(?:xem|đọc|tìm hiểu) (?:thêm|tiếp|ngay)|(?:tin|bài) (?:liên quan|cùng chuyên mục|viết liên quan)|có thể bạn quan tâm|(?:baca|lihat|simak|tonton)(?: juga| selengkapnya| lebih lanjut| selanjutnya| pula)|(?:berita|artikel) (?:terkait|lainnya|berkaitan|populer)|soma (?:zaidi|pia)|basahin (?:rin|din)",
    # zh, ja, ko
    "(?:相关|相關|延伸|推荐|推薦|更多|热门|熱門|相关的|猜你喜欢|你可能|您可能)(?:阅读|閱讀|新闻|新聞|文章|报道|報導|報道|内容|內容|推荐|推薦|感兴趣|也喜歡|也想看)?.{0,6}|点击(?:查看|阅读)更多|繼續閱讀|继续阅读|看更多|阅读更多|(?:関連|おすすめ|あわせて読みたい|合わせて読みたい|こちらも読まれています|次に読む|人気)(?:の)?(?:記事|ニュース|リンク|キーワード|情報|特集|トピックス?|ランキング)?|(?:もっと|続きを|さらに詳しく)(?:見る|読む|知る).{0,4}|【(?:関連記事|関連|あわせて読みたい|写真|画像|動画)】.*|(?:관련|추천|인기|많이 본|주요)\\s?(?:기사|뉴스|글|콘텐츠|링크)|더\\s?(?:보기|읽기|알아보기)|함께 (?:읽으면|보면).{0,10}",
)

_PROMO = (
    # newsletters
    "(?:sign|signed) up (?:for|to|here|now|today|below)|subscribe (?:to|now|today|here|for)|(?:our|free|daily|weekly|morning|email|e-mail) newsletters?|newsletter (?:sign.?up|signup)|get (?:the|our|more|all) .{0,60}(?:in|to) your inbox|(?:delivered|straight|direct(?:ly)?|sent) (?:directly |straight )?to your (?:inbox|door|email)|join (?:our|the) .{0,40}(?:newsletter|channel|community|whatsapp|telegram|group|conversation)|never miss a (?:story|beat|post)|by (?:signing|subscribing|submitting|clicking|entering) .{0,60}(?:agree|accept|consent|acknowledge)|invalid email|your (?:email|e-mail) address|thank(?:s| you) for (?:signing up|subscribing|reading|your (?:submission|subscription|registration))",
    "(?:unser|kostenlos|den|zum|im|als|per) \\S{0,20}newsletter|newsletter (?:abonnieren|bestellen|anmelden|informiert|abo)|(?:hier|jetzt) (?:kostenlos )?(?:anmelden|abonnieren|registrieren|downloaden|herunterladen|bestellen)|melden sie sich .{0,60} an|(?:abonnieren|folgen) sie|folge? uns (?:auf|bei|hier)|(?:ihre|deine) e-?mail-?adresse",
    "inscrivez-vous|abonnez-vous|(?:notre|nos|la|chaque) (?:newsletter|infolettre)s?|recevez (?:chaque|toute|nos|notre|les|l'|gratuitement)|suivez[- ](?:nous|toute|l'actualité)|téléchargez (?:notre|l'|gratuitement)|s'abonner|votre adresse (?:e-?mail|électronique|mail)",
    "(?:suscríb(?:ete|ase)|apúntate|regístrate|inscríbete)|(?:nuestr[ao]s?|la|recib[ea]) (?:newsletter|boletín|boletines)|recib[ea] .{0,60}(?:correo|boletín|newsletter|bandeja)|síguenos|sigue (?:toda la|nuestro|a .{2,30} en|las noticias)|descarga (?:nuestra|la) app|únete a (?:nuestro|la|el)|subscriu-te|segueix-nos",
    "(?:inscreva-se|assine (?:a|nossa|agora|já|o)|cadastre-se|receba (?:as|nossa|no|diariamente|gratuitamente|em))|(?:nossa|nosso) (?:newsletter|boletim|canal|app|aplicativo)|siga(?:-nos| o| a| nosso| nossas?| no)\\b.{0,60}(?:google|instagram|facebook|whatsapp|twitter|redes|canal|x\\b|notícias)|baixe (?:agora|o app|nosso|grátis)|clique aqui (?:para|e)|subscreva",
    "iscriviti (?:a|all|al|alla|qui|subito)|(?:nostra|alla|la) newsletter|ricevi .{0,60}(?:email|e-mail|newsletter|notizie)|segui(?:ci|teci)|seguici su|scarica (?:la|l'|gratis|subito).{0,10}app|abbonati|abonează-te|abonați-vă|urmărește-ne|urmăriți-ne|urmăreşte|înscrie-te",
    "(?:meld je aan|schrijf je in|abonneer je|volg ons|ontvang .{0,60}(?:mailbox|inbox|nieuwsbrief))|(?:onze|de|gratis) nieuwsbrief|download (?:de|onze|nu) .{0,20}app|(?:prenumerera|anmäl dig|följ oss|ladda ner .{0,20}app|nyhetsbrev)|(?:meld deg på|følg oss|abonner på|nyhetsbrevet|last ned .{0,20}app)|(?:tilmeld dig|følg os|nyhedsbrev|hent .{0,20}app)|(?:skráðu þig|fylgstu með okkur|póstlist)|(?:tilaa (?:uutiskirje|lehti|kirje)|uutiskirje|seuraa meitä|lataa .{0,20}sovellus)",
    "(?:zapisz się|dołącz do|obserwuj nas|polub nas|śledź nas|pobierz (?:naszą |bezpłatną |darmową )?aplikację|subskrybuj|newslettera|bądź na bieżąco)|(?:přihlaste se|odebírejte|sledujte nás|stáhněte si|newsletter[uy]?|prihláste sa|odoberajte|sledujte nás|stiahnite si)|(?:iratkozz(?:on)? fel|feliratkoz|kövess(?:en)? minket|kövessen bennünket|hírlevél|töltse le)|(?:prijavite se|zapratite nas|pratite nas|preuzmite|sledite nam|naročite se)",
    "(?:подпи(?:шитесь|сывайтесь|саться)|присоединяйтесь|наш (?:telegram|телеграм|канал)|наш(?:ем|у)? (?:telegram|телеграм|рассылк)|следите за (?:нами|новостями)|скачайте приложение)|(?:підпи(?:шіться|суйтесь|суйтеся)|приєднуйтесь|долучайтесь|наш (?:telegram|телеграм|канал)|стежте за)|(?:абонирайте се|последвайте ни|изтеглете|следвайте ни)|(?:εγγραφείτε|ακολουθήστε (?:το|μας|τη)|κατεβάστε)|(?:abone olun|bizi takip|takip edin|uygulamasını indir|bültenimize|kanalımıza)",
    "(?:اشترك|اشتركوا|تابعونا|تابعنا|انضم(?:وا)? إلى|حمل(?:وا)? التطبيق|نشرتنا|النشرة (?:البريدية|الإخبارية))|(?:عضو .{0,20}شوید|ما را .{0,30}دنبال کنید|خبرنامه)|(?:הירשמו|הצטרפו|עקבו אחרינו|הורידו את|לניוזלטר|לקבלת עדכונים)|(?:सब्सक्राइब करें|फॉलो करें|फ़ॉलो करें|डाउनलोड करें|हमें .{0,30}(?:लाइक|फॉलो)|जुड़ें|ऐप डाउनलोड|हमारे (?:व्हाट्सएप|टेलीग्राम))|(?:সাবস্ক্রাইব|ফলো করুন|চ্যানেল)|(?:ติดตาม(?:ข่าว|เรา)|สมัครรับ|ดาวน์โหลดแอป|กดติดตาม)|(?:theo dõi (?:chúng tôi|.{2,20} trên)|đăng ký (?:nhận|kênh)|tải ứng dụng)|(?:ikuti (?:kami|berita|saluran|kanal|.{2,20} di google)|berlangganan|unduh aplikasi|dapatkan (?:update|berita)|gabung (?:di|ke)|jangan lupa (?:like|follow))|(?:pakua programu|jiunge nasi|tufuate)",
    "(?:订阅|訂閱|关注(?:我们|公众号)|關注我們|扫描二维码|掃描|扫码|下载(?:app|客户端)|下載app|追蹤我們|加入.{0,10}(?:粉丝团|粉絲團|line|telegram))|(?:メールマガジン|メルマガ|会員登録|フォローする|友だち追加|チャンネル登録|アプリを?ダウンロード|購読|ご登録)|(?:구독(?:하기|하세요|신청)|뉴스레터|팔로우|채널 추가|앱 다운로드|제보(?:는|하기|를))",
    # social, app, comments, donations, podcasts
    "follow (?:us|our|me|@\\w+|\\w+ on|.{2,40} on (?:twitter|facebook|instagram|x\\b|whatsapp|telegram|tiktok|threads|linkedin|bluesky|google))|(?:like|find|join) us on|download (?:our|the) (?:free )?.{0,25}app|(?:available|now) on (?:the )?(?:app store|google play)|google news (?:channel|feed|feeds)|for (?:the latest|more) (?:headlines|news|stories|updates|information).{0,20}(?:follow|visit|click|check|see|go to|subscribe)|(?:leave|post|write|add) (?:a|your) comments?|(?:comments|share your (?:thoughts|views|opinion)|let us know|have your say|what do you think)(?: .{0,60}(?:comments?|below))|comments (?:are|have been) (?:closed|disabled|turned off|moderated)|join the (?:conversation|discussion)|(?:support|fund|back) (?:our|independent|quality) .{0,30}(?:journalism|work|reporting|newsroom)|(?:please )?(?:consider (?:making|donating|supporting|becoming)|make a donation|donate (?:now|today|here)|become a (?:member|subscriber|supporter|patron))|(?:got|have|do you have) (?:a|any|more) (?:tip|news tip|story|information|question)s?\\b.{0,60}(?:\\?|contact|email|get in touch)|(?:email|contact|write to|send) (?:us|the (?:author|reporter|editor|writer)|.{2,40}) (?:at|on|via) \\S+@\\S+|letters to the editor|click here (?:to|for)|tap here|check out (?:our|the) (?:latest|full|more)|listen to (?:our|the) .{0,30}podcast|(?:watch|listen) (?:live|now|below|on)",
    "(?:unterstützen sie|spenden sie|werden sie mitglied|jetzt spenden|diskutieren sie mit|kommentare? (?:schreiben|verfassen|lesen)|teilen sie|schreiben sie uns|whatsapp-kanal|google news|in der .{2,30}app|audio-?player|unser(?:e|en|em)? (?:whatsapp|podcast|app|kanal))|(?:soutenez|faites un don|rejoignez|réagissez|commentez|chaîne whatsapp)|(?:apoya|haz una donación|hazte socio|únete|comenta|canal de whatsapp)|(?:apoie|doe agora|faça uma doação|canal (?:do|no) whatsapp|comente)|(?:sostieni|sostienici|dona ora|canale whatsapp|commenta)",
)

_NOTICE = (
    # embeds, consent, scripts
    "empfohlener (?:redaktioneller|externer) inhalt|an dieser stelle (?:finden sie|befindet sich|steht) .{0,80}(?:inhalt|externe)|externe[rn]? inhalte?.{0,60}(?:angezeigt|laden|zulassen|zustimm|einverstanden)|für die darstellung von .{2,60} nutzen wir|ce contenu .{0,60}(?:bloqué|cookies)|este contenido .{0,60}cookies|this (?:content|video|embed|slideshow) .{0,60}(?:cookies|javascript|not available|cannot be (?:displayed|played))|(?:enable|turn on|activate|requires?) (?:javascript|cookies)|to (?:view|see|display) this (?:content|video)|your browser (?:does not|doesn'?t) support|(?:bitte )?javascript aktivier|please log ?out and then log ?in|recaptcha",
    # rights, disclosures, machine translation
    "this (?:article|story|post|piece) (?:was )?(?:first |originally |also )+(?:appeared|published|posted|ran)|all rights reserved|alle rechte vorbehalten|tous droits réservés|todos los derechos reservados|todos os direitos reservados|tutti i diritti riservati|все права защищены|無断転載|転載を禁|著作権|무단 ?전재|版权所有|(?:may|might|could|will) (?:earn|receive|get) .{0,30}commission|affiliate (?:links?|commission)|provisionslink|this copy is for your personal|(?:terms of (?:use|service)|privacy (?:policy|notice)) (?:apply|and)|maschinelle? übersetz\\w+|automatisiert übersetzt|automatically translated|traduction automatique|traducción automática",
    # an invitation that is nothing else
    "(?:like|enjoy(?:ed|ing)?|did you (?:like|enjoy)) (?:this|our) (?:story|article|post|content)s?\\b.{0,40}[?!,]|(?:hat ihnen|gefällt ihnen) (?:dieser|der) (?:artikel|beitrag|text)|vous avez aimé cet article|¿?te ha gustado (?:este|esta)|ti è piaciuto|gostou (?:deste|desta|da|do) (?:artigo|matéria|notícia|conteúdo)|podobał ci się|více k tématu|(?:this is a )?breaking (?:news |new )?story.{0,10}more to follow|more to follow",
    # who else reported
    "(?:contributed|contributing) (?:to )?(?:this )?(?:report|story|article)\\b|(?:^|\\. )(?:associated press|ap|reuters|afp) (?:writers?|journalists?|reporters?) .{2,200}(?:contributed|in \\w+)|^\\w+(?: and \\w+)? reported from \\w+|^mit (?:informationen|material|inhalten) (?:der|von|des|aus)\\b|^(?:with|additional) (?:reporting|files|inputs|information) (?:by|from)\\b|^(?:reporting|editing|writing) by .{2,120}(?:editing|reporting|writing) by",
)

_PROMO_WORDS = (
    "newsletters?|subscri\\w+|whatsapp|telegram|instagram|facebook|twitter|linkedin|tiktok|youtube|google news|app store|google play|podcasts?|inbox|sign up|click|download|commission|affiliate|e-?mail|@\\w{3,}|"
    "abonn\\w*|abo\\b|anmeld\\w*|klick\\w*|registrier\\w*|inscri\\w+|suscri\\w+|assin\\w+|iscriv\\w+|nieuwsbrief|nyhetsbrev\\w*|uutiskirje\\w*|aplikac\\w+|kanał\\w*|odběr\\w*|hírlev\\w+|подпис\\w+|підпис\\w+|канал\\w*|abone|takip|اشترك|تابع|फॉलो|डाउनलोड|ติดตาม|subscreva|kanal\\w*",
)

_PAYWALL = (
    "(?:already|not) (?:a |an )?(?:subscriber|subscribed|registered|member)\\b.{0,40}|(?:subscribe|log ?in|sign ?in|register|create (?:a|an|your)(?: free)? account)(?: (?:or|and|to|now|here|for)\\b.{0,80})?|(?:this|the) (?:article|content|story|page) is (?:only )?(?:for|available to|reserved|exclusive|restricted) .{0,60}|(?:subscribers?|members?)[- ]only\\b.{0,40}|to (?:continue|keep) reading.{0,80}|(?:unlock|get) (?:unlimited|full|this|digital) (?:access|article|story)\\b.{0,60}|you(?:'ve| have) (?:reached|read|used|hit) .{0,60}(?:articles?|limit)|(?:start|try) .{0,30}(?:free|trial|subscription)\\b.{0,40}|premium (?:content|article)|cancel any ?time.{0,40}",
    "(?:jetzt|hier) (?:einloggen|anmelden|testen|weiterlesen|freischalten|abonnieren|abo).{0,60}|(?:sie (?:sind|haben) )?(?:bereits|schon|noch kein) (?:abonnent|registriert|kunde|ein abo|abonniert|mitglied|digitalabo).{0,60}|(?:dieser|den|diesen|der) (?:artikel|inhalt|text|beitrag) .{0,60}(?:abonnent|abo|registriert|freischalten|premium|plus)\\w*.{0,40}|exklusiv für abonnent\\w*.{0,40}|weiterlesen mit .{0,60}|.{0,40}(?:monatlich|jederzeit) kündbar.{0,40}|zugang zu allen .{0,60}|mit einem abo .{0,80}",
    "(?:cet|l')\\s?article (?:est )?réservé.{0,60}|réservé aux abonnés.{0,40}|(?:il vous reste|la suite est).{0,80}|déjà abonné.{0,40}|(?:contenido|artículo|noticia) (?:exclusiv[oa]|solo|reservado|sólo) (?:para|a|suscriptores).{0,40}|(?:¿?ya eres|si ya eres|inicia sesión|accede a|hazte|para seguir leyendo|regístrate).{0,80}|si (?:quieres|decides) .{0,40}(?:cuenta|usuario|leyendo|dispositivo).{0,160}|(?:tu|esta) (?:cuenta|suscripción) (?:se )?está .{0,100}|(?:conteúdo|matéria|artigo) (?:exclusiv[oa]|restrit[oa]|para assinantes).{0,40}|(?:já é assinante|faça login|para continuar lendo|entre ou cadastre).{0,80}|(?:contenuto|articolo) (?:riservat[oa]|esclusiv[oa]).{0,40}|(?:sei già abbonato|sei abbonato|accedi|per continuare a leggere|hai già un abbonamento).{0,80}",
    "(?:je hebt|u hebt|dit artikel is) .{0,60}(?:abonnee|abonnement|leestegoed).{0,40}|(?:al abonnee|word abonnee|log in om).{0,60}|(?:redan|är du) prenumerant.{0,40}|(?:logga in|logg inn|log ind)(?: .{0,60})?|(?:for|bare for|kun for|endast för) (?:abonnenter|prenumeranter).{0,40}|(?:vain|jo) tilaaj\\w+.{0,40}|kirjaudu(?: sisään)?.{0,40}|(?:masz już|treść|artykuł|dostęp|zaloguj się|kup dostęp|zyskaj dostęp).{0,20}(?:subskrypc|prenumerat|dla prenumer|konto|dostęp|premium|cyfrow)\\w*.{0,60}|(?:již máte|jste|přihlaste se|předplaťte|pouze pro předplatitele|obsah pro předplatitele).{0,60}",
    "(?:только для подписчиков|оформите подписку|войдите|уже подписаны|доступ ограничен).{0,60}|(?:bu (?:içerik|haber) .{0,30}abone|üye girişi|giriş yap).{0,40}|(?:有料会員|会員限定|この記事は有料|残り\\s?\\d+\\s?文字|続きを読むには|ログイン(?:して|すると)|無料会員|有料記事|購読者|紙の新聞).{0,80}|(?:此内容|本文|會員|会员)(?:仅限|限|專屬|专享).{0,30}|(?:유료|회원|구독자) ?(?:전용|기사|가입|회원).{0,40}|(?:למנויים בלבד|כתבה זו למנויים).{0,40}",
)

_ADVERT = (
    "advertisements?|ads?|advertising|advert|sponsored(?: content| by.{0,30})?|promoted(?: content)?|paid (?:post|content|partnership|for by.{0,30})|story continues (?:below|after)(?: (?:this |the )?(?:ad|advertisement))?|article continues (?:below|after)(?: (?:this |the )?(?:ad|advertisement))?|(?:continue|scroll)(?: reading)?(?: below| to continue)?(?: (?:with|after|for) (?:content|ad|advertisement|more))?|(?:skip|close|remove) ads?|loading(?: ad)?\\.*|ad feedback|report (?:this )?ad",
    "anzeigen?|werbung|die werbung schließen|weiterlesen nach der anzeige|- anzeige -|publicité|annonce|la suite après cette publicité|publicidad|anuncios?|publicidade|anúncio|continua após a publicidade|pubblicità|annuncio|advertentie|reclame|annons|annonse|reklame|reklama|mainos|reklám|hirdetés|publicitate|реклама|διαφήμιση|reklam|إعلان|إعلانات|اعلان|פרסומת|विज्ञापन|โฆษณา|quảng cáo|iklan|广告|廣告|広告|광고|tangazo|auglýsing",
)

_SHARE_NAMES = (
    "share|share (?:this|on|via|article|story|now|it|the)?(?: .{0,30})?|facebook|twitter|x|x\\.com|whatsapp|telegram|linkedin|reddit|pinterest|tumblr|flipboard|instagram|messenger|viber|threads|bluesky|mastodon|pocket|line|xing|vk|weibo|wechat|youtube|tiktok|snapchat|e-?mail|mail|print|copy(?: (?:link|url))?|link copied.{0,10}|copied|bookmark|save|like|tweet|pin|comments?|\\d+ (?:comments?|shares?|likes?)|gift(?: article)?|listen|font size|resize|a[+-]|follow|more|sms|copy to clipboard|show (?:more|less|all)|close|menu|search|next|previous|back to top|top|view (?:all|gallery|comments)|expand|play|pause|open",
    "teilen|drucken|merken|vorlesen|kommentare?|link kopieren|artikel (?:drucken|teilen|merken|anhören|hören|vorlesen)|weiterempfehlen|verschenken|gefällt mir|speichern|per e-?mail|schließen|mehr anzeigen|zur startseite|nach oben|feedback|partager|imprimer|envoyer|commenter|copier le lien|réagir|écouter|sauvegarder|compartir|imprimir|enviar|copiar (?:enlace|link)|comentarios?|guardar|escuchar|compartilhar?|partilhar|ouvir|salvar|condividi|stampa|commenti|ascolta|salva|delen|afdrukken|reacties|bewaren|luister|dela|skriv ut|spara|lyssna|del|tips|lagre|jaa|tulosta|tallenna|udostępnij|drukuj|komentarze|skopiuj link|zapisz|sdílet|tisk|diskuse|uložit|zdieľať|megosztás|nyomtatás|distribuie|поделиться|печать|комментарии|поширити|коментарі|сподели|κοινοποίηση|εκτύπωση|paylaş|yazdır|yorumlar?|kaydet|مشاركة|شارك|طباعة|تعليقات?|شیئر|שתפו|הדפסה|תגובות|शेयर(?: करें)?|แชร์|chia sẻ|bình luận|lưu|bagikan|komentar|simpan|salin link|分享|打印|收藏|评论|評論|点赞|シェア(?:する)?|ツイート|印刷|保存|コメント|ブックマーク|공유|프린트|댓글|스크랩|인쇄|글자크기|가",
)

_CREDIT = (
    "(?:photo|photos|photograph|image|images|picture|pictures|illustration|graphic|video|credit|credits|source|photo credit|image credit|image source|photo by|photos by|photograph by|image by|picture by|illustration by|video by|graphic by|courtesy(?: of)?|file photo|file|getty|screenshot|screengrab|handout|file image|featured image|cover image|lead image)(?:s)?(?: (?:courtesy(?: of)?|by|credit|source|via|from))? ?[:/|©-] ?.{1,100}",
    "(?:foto|fotos|bild|bilder|grafik|quelle|bildquelle|fotograf|fotograaf|symbolbild|archivbild|archivfoto|imago|picture alliance|dpa|bildnachweis|crédit(?:s)?(?: photo)?|photo d'illustration|source|image d'illustration|foto de|fotografía|imagen|fuente|foto cortesía|archivo|crédito|imagem|fonte|divulgação|reprodução|immagine|beeld|afbeelding|bron|kuva|kuvat|källa|kilde|zdjęcie|fot|źródło|zdroj|foto\\w{0,2}|kép|fotó|forrás|sursa|sursă|фото|источник|иллюстрация|джерело|снимка|φωτογραφία|πηγή|fotoğraf|kaynak|görsel|الصورة|صورة|تصوير|المصدر|عکس|צילום|קרדיט|फोटो|তবি|ภาพ|ที่มา|ảnh|nguồn|gambar|sumber|foto dok|picha|图|图片|图片来源|圖|圖片|攝影|来源|摄影|写真|画像|撮影|출처|사진|mynd|ljósmynd)(?:es|s|n)? ?[:：/|©=.] ?.{1,100}",
    "(?:©|\\(c\\)|ⓒ|copyright) ?.{1,100}",
    ".{0,120}(?:/|\\bvia |\\(|\\| ?)(?:getty(?: images)?|reuters|afp|ap|ap photo|ap images|dpa|shutterstock|istock|epa(?:-efe)?|imago(?: images)?|picture alliance|pa|pa wire|pa images|pa media|alamy|ansa|efe|lapresse|unsplash|pixabay|pexels|bloomberg|xinhua|keystone|apa|scanpix|ntb|tt|anp|belga|pap|čtk|mti|tass|ritzau|lehtikuva|kyodo|yonhap|anadolu|handout|file(?: photo)?|archive?|archiv)(?: .{0,30})?\\)?\\.?",
    ".{0,120}(?:— |- |\\. |, )(?:getty images|shutterstock|istock|epa-efe|imago images|picture alliance|pa (?:wire|images|media)|alamy|ap photo|ap images)\\.?",
)

_CREDIT_AT_END = (
    "[(\\[](?:photo|foto|image|bild|credit|source|ap photo|file|picture|crédit|imagen|imagem|immagine|zdjęcie|фото|courtesy|screenshot|illustration|quelle)s?\\b[^)\\]]{0,80}[)\\]]\\.?$",
    "(?:photo|foto|fotos|image|bild|bilder|crédit|credit|imagen|fotografía|imagem|immagine|beeld|kuva|zdjęcie|fot\\.|фото|fotoğraf|ảnh|写真|사진|photographs?|picture)(?: (?:credit|by|courtesy|de|von|of))? ?[:：/] ?[^.!?]{2,60}\\.?$",
    "(?:/|via |— |- |\\()(?:getty images|getty|reuters|afp|ap|dpa|shutterstock|epa|imago|picture alliance|pa wire|pa images|alamy|ansa|efe|keystone|apa|scanpix|anadolu|xinhua)\\)?\\.?$",
)

_AUTHOR_NOTE = (
    "(?:is|was|has been|serves as) (?:a|an|the|our)(?: \\S+){0,6} (?:reporter|journalist|editor|correspondent|columnist|writer|contributor|fellow|professor|author|producer|critic|blogger|intern|staff|veteran|director|analyst)|(?:covers|writes (?:about|for)|reports on|has (?:covered|written|worked|been writing)|graduated from|can be (?:reached|contacted|followed)|joined .{2,30} in \\d{4})|(?:the )?(?:views|opinions) expressed|the (?:author|writer) (?:is|can)|(?:about the author|der autor|die autorin|über den autor|über die autorin|zur person|autor(?:in)? (?:ist|war|bei)|(?:ist|arbeitet|schreibt|studierte|berichtet)(?: \\S+){0,8} (?:redakteur|journalist|autor|reporter|korrespondent|volontär|ressort)\\w*|jahrgang \\d{4}|\\(\\*\\s?\\d{4}\\)|geboren \\d{4})|(?:est|sobre el autor|es|é) (?:un |une |a |la |el )?(?:journaliste|rédact\\w+|periodista|redactor\\w*|jornalista|giornalista|repórter)|redaktor(?:ka)? |dziennikarz|dziennikarka",
)

_CORRECTION = (
    "correct(?:ion|ed)|clarification|editor'?s note|update|an earlier version|this (?:article|story|post) (?:was|has been) (?:updated|amended|corrected|edited)|korrektur|anmerkung der redaktion|hinweis der redaktion|in einer früheren|aktualisiert|rectificati\\w+|correction|précision|mise à jour|corrección|fe de (?:erratas|errores)|actualización|correção|errata|atualização|rettifica|correzione|aggiornamento|rectificatie|rättelse|rettelse|oikaisu|sprostowanie|oprava|helyesbítés|уточнение|исправление|уточнення|düzeltme|تصحيح|תיקון|訂正|更正|정정|바로잡습니다",
)

_CLOCK = (
    # words that stand beside a date; months and weekdays are in MONTHS
    "published|updated|posted|last|first|modified|edited|created|on|at|by|of|the|and|am|pm|a\\.m|p\\.m|est|edt|gmt|utc|bst|cet|cest|et|pt|pst|pdt|ist|cdt|cst|mst|hrs|hours?|ago|min(?:ute)?s?|min\\.|read|reading|time|sec(?:ond)?s?|days?|today|yesterday|now|date|views?|uhr|stand|veröffentlicht|aktualisiert|vom|am|um|von|lesezeit|lesedauer|minuten|zuletzt|erstellt|heute|gestern|vor|stunden?|tagen?|publié|publie|le|à|mis|mise|jour|modifié|il|y|a|h|heures?|lecture|temps|de|del|el|la|las|los|publicado|actualizado|actualizada|hora|horas|hace|lectura|tiempo|em|às|atualizado|atualizada|há|leitura|tempo|pubblicato|aggiornato|aggiornata|alle|ore|il|lettura|di|gepubliceerd|bijgewerkt|laatste|update|om|op|uur|leestijd|publicerad|uppdaterad|kl|klockan|publisert|oppdatert|opdateret|udgivet|den|julkaistu|päivitetty|klo|opublikowano|aktualizacja|publikacja|dodano|godz|r|dnia|vydáno|aktualizováno|publikováno|dnes|včera|v|megjelent|frissítve|publicat|actualizat|опубликовано|обновлено|в|сегодня|вчера|мск|опубліковано|оновлено|сьогодні|години|публикувана|обновена|г|ч|δημοσίευση|ενημέρωση|giriş|güncelleme|güncellenme|tarihi|saat|yayınlanma|haberleri|نشر|في|آخر|تحديث|الساعة|بتوقيت|غرينتش|منذ|فורסם|פורסם|עודכן|बजे|प्रकाशित|अपडेट|updated|cập nhật|giờ|lúc|dipublikasikan|diperbarui|wib|pukul|发布|更新|时间|時間|发表于|公開|配信|掲載|最終|更新日|公開日|分|時|入力|입력|수정|등록|업데이트|오전|오후|게재|송고|تاريخ|النشر",
)

_MONTHS = (
    "jan\\w*|feb\\w*|mar\\w*|apr\\w*|may|mai|jun\\w*|jul\\w*|aug\\w*|sep\\w*|oct\\w*|okt\\w*|nov\\w*|dec\\w*|dez\\w*|mon(?:day)?|tue\\w*|wed\\w*|thu\\w*|fri(?:day)?|sat\\w*|sun(?:day)?|januar|februar|märz|mär|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|sonnabend|mo|di|mi|do|fr|sa|so|janv\\w*|févr\\w*|mars|avr\\w*|juin|juil\\w*|août|sept\\w*|déc\\w*|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|ene\\w*|abr\\w*|mayo|ago\\w*|dic\\w*|lunes|martes|miércoles|jueves|viernes|sábado|domingo|janeiro|fevereiro|março|maio|junho|julho|setembro|outubro|novembro|dezembro|(?:segunda|terça|quarta|quinta|sexta)(?:-feira)?|gen\\w*|mag\\w*|giu\\w*|lug\\w*|set\\w*|ott\\w*|lunedì|martedì|mercoledì|giovedì|venerdì|sabato|domenica|maart|mei|augustus|maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag|styczni\\w*|lut\\w*|marca|kwie\\w*|maja|czerw\\w*|lip\\w*|sierp\\w*|wrze\\w*|paźdz\\w*|listopad\\w*|grud\\w*|led\\w*|únor\\w*|břez\\w*|dub\\w*|květ\\w*|červ\\w*|srp\\w*|září|říj\\w*|pros\\w*|янв\\w*|фев\\w*|мар\\w*|апр\\w*|ма[йя]|июн\\w*|июл\\w*|авг\\w*|сен\\w*|окт\\w*|ноя\\w*|дек\\w*|січ\\w*|лют\\w*|бер\\w*|квіт\\w*|трав\\w*|черв\\w*|лип\\w*|серп\\w*|верес\\w*|жовт\\w*|листоп\\w*|груд\\w*|ocak|şubat|mart|nisan|mayıs|haziran|temmuz|ağustos|eylül|ekim|kasım|aralık|pazartesi|salı|çarşamba|perşembe|cuma|cumartesi|pazar|يناير|فبراير|مارس|أبريل|مايو|يونيو|يوليو|أغسطس|سبتمبر|أكتوبر|نوفمبر|ديسمبر|كانون|شباط|آذار|نيسان|أيار|حزيران|تموز|آب|أيلول|تشرين|الأول|الثاني|(?:ال)?(?:أحد|اثنين|إثنين|ثلاثاء|أربعاء|خميس|جمعة|سبت)|ינואר|פברואר|מרץ|אפריל|מאי|יוני|יולי|אוגוסט|ספטמבר|אוקטובר|נובמבר|דצמבר|जनवरी|फरवरी|मार्च|अप्रैल|मई|जून|जुलाई|अगस्त|सितंबर|अक्टूबर|नवंबर|दिसंबर|tháng|ngày|thứ|januari|februari|maret|juni|juli|agustus|oktober|desember|senin|selasa|rabu|kamis|jumat|sabtu|minggu|年|月|日|[月火水木金土日]曜?日?|星期[一二三四五六日天]|周[一二三四五六日]|[월화수목금토일]요?일?|년|월|일",
)

_SIGNED = (
    "by|von|par|por|di|door|av|af|autor|autorka|autore|auteur|author|text|texte|texto|testo|tekst|written by|reported by|words by|story by|reporting by|posted by|ein (?:artikel|beitrag|kommentar|interview|gastbeitrag|essay|text|bericht) von|escrito por|redazione|redacción|redação|rédaction|redaktion|redakcja|redakce|kirjoittaja|autoři|автор|текст|автори|yazan|yazar|muhabir|بقلم|كتب|كتبت|מאת|लेखक|oleh|penulis|reporter|editor|记者|記者|作者|文|撰文|编辑|責任編輯|責編|文／|取材|執筆|기자|글",
)


def _whole(groups: Iterable[str]) -> re.Pattern[str]:
    return re.compile("(?:" + "|".join(groups) + ")")


READ_MORE = _whole(_READ_MORE)
"""A heading over links, or the words before one: matched from the line's start."""
PROMO = _whole(f"(?<!\\w)(?:{group})" for group in _PROMO)
"""An invitation, anywhere in a line."""
NOTICE = _whole(f"(?<!\\w)(?:{group})" for group in _NOTICE)
"""What no report says of itself: notes about embeds, rights, commissions, other reporters."""
PROMO_WORDS = _whole(f"(?<!\\w)(?:{group})(?!\\w)" for group in _PROMO_WORDS)
"""Things that promotion is about; each of them also occurs in news."""
PAYWALL = _whole(_PAYWALL)
"""A note before a wall, matched against the whole line."""
ADVERT = _whole(_ADVERT)
"""A marker of an advertisement, matched against the whole line."""
SHARE = _whole(_SHARE_NAMES)
"""One button's label, matched against the whole line."""
SHARE_BAR = re.compile(f"(?:(?:{'|'.join(_SHARE_NAMES)})(?:[\\s|·•,/:]+|$)){{2,}}")
"""Several of them in a row."""
CREDIT = _whole(_CREDIT)
"""A picture's credit, matched against the whole line."""
CREDIT_AT_END = _whole(_CREDIT_AT_END)
"""A picture's credit at the end of its caption."""
AUTHOR_NOTE = _whole(f"(?<!\\w)(?:{group})" for group in _AUTHOR_NOTE)
"""How a note about the author speaks."""
CORRECTION = _whole(_CORRECTION)
"""How a note of correction begins: it is the article's own, and stays."""
CLOCK_WORDS = re.compile(f"(?:{'|'.join(_CLOCK + _MONTHS)})")
"""Words that stand in a line which only says when; matched against whole words."""
SIGNED = re.compile(f"(?:{'|'.join(_SIGNED)})[\\s:：/|]+")
"""What stands before a writer's name: matched from the line's start."""
