"""Phrases of invitations and notices: newsletters, apps, channels, walls, rights.

Regular expressions over a folded, case-folded line: one group of languages after another, alternatives parted by a
bar or a new line. See crawler.extraction.phrases for what each table means.
"""

PROMO = r"""
    (?:sign|signed) up (?:for|to|here|now|today|below)|subscribe (?:to|now|today|here|for)
    (?:our|free|daily|weekly|morning|email|e-mail) newsletters?|newsletter (?:sign.?up|signup)
    get (?:the|our|more|all) .{0,60}(?:in|to) your inbox
    (?:delivered|straight|direct(?:ly)?|sent) (?:directly |straight )?to your (?:inbox|door|email)
    join (?:our|the) .{0,40}(?:newsletter|channel|community|whatsapp|telegram|group|conversation)
    never miss a (?:story|beat|post)
    by (?:signing|subscribing|submitting|clicking|entering) .{0,60}(?:agree|accept|consent|acknowledge)
    invalid email|your (?:email|e-mail) address
    thank(?:s| you) for (?:signing up|subscribing|reading|your (?:submission|subscription|registration))
    (?:unser|kostenlos|den|zum|im|als|per) \S{0,20}newsletter
    newsletter (?:abonnieren|bestellen|anmelden|informiert|abo)
    (?:hier|jetzt) (?:kostenlos )?(?:anmelden|abonnieren|registrieren|downloaden|herunterladen)
    (?:hier|jetzt) (?:kostenlos )?bestellen|melden sie sich .{0,60} an|(?:abonnieren|folgen) sie
    folge? uns (?:auf|bei|hier)|(?:ihre|deine) e-?mail-?adresse
    inscrivez-vous|abonnez-vous|(?:notre|nos|la|chaque) (?:newsletter|infolettre)s?
    recevez (?:chaque|toute|nos|notre|les|l'|gratuitement)|suivez[- ](?:nous|toute|l'actualité)
    téléchargez (?:notre|l'|gratuitement)|s'abonner|votre adresse (?:e-?mail|électronique|mail)
    (?:suscríb(?:ete|ase)|apúntate|regístrate|inscríbete)
    (?:nuestr[ao]s?|la|recib[ea]) (?:newsletter|boletín|boletines)
    recib[ea] .{0,60}(?:correo|boletín|newsletter|bandeja)|síguenos
    sigue (?:toda la|nuestro|a .{2,30} en|las noticias)|descarga (?:nuestra|la) app
    únete a (?:nuestro|la|el)|subscriu-te|segueix-nos
    (?:inscreva-se|assine (?:a|nossa|agora|já|o)|cadastre-se)
    receba (?:as|nossa|no|diariamente|gratuitamente|em)
    (?:nossa|nosso) (?:newsletter|boletim|canal|app|aplicativo)
    siga(?:-nos| o| a| nosso| nossas?| no)\b.{0,60}(?:google|instagram|facebook|whatsapp|twitter|redes)
    siga(?:-nos| o| a| nosso| nossas?| no)\b.{0,60}(?:canal|x\b|notícias)
    baixe (?:agora|o app|nosso|grátis)|clique aqui (?:para|e)|subscreva
    iscriviti (?:a|all|al|alla|qui|subito)|(?:nostra|alla|la) newsletter
    ricevi .{0,60}(?:email|e-mail|newsletter|notizie)|segui(?:ci|teci)|seguici su
    scarica (?:la|l'|gratis|subito).{0,10}app|abbonati|abonează-te|abonați-vă|urmărește-ne|urmăriți-ne
    urmăreşte|înscrie-te
    (?:meld je aan|schrijf je in|abonneer je|volg ons|ontvang .{0,60}(?:mailbox|inbox|nieuwsbrief))
    (?:onze|de|gratis) nieuwsbrief|download (?:de|onze|nu) .{0,20}app
    (?:prenumerera|anmäl dig|följ oss|ladda ner .{0,20}app|nyhetsbrev)
    (?:meld deg på|følg oss|abonner på|nyhetsbrevet|last ned .{0,20}app)
    (?:tilmeld dig|følg os|nyhedsbrev|hent .{0,20}app)|(?:skráðu þig|fylgstu með okkur|póstlist)
    (?:tilaa (?:uutiskirje|lehti|kirje)|uutiskirje|seuraa meitä|lataa .{0,20}sovellus)
    (?:zapisz się|dołącz do|obserwuj nas|polub nas|śledź nas)
    (?:pobierz (?:naszą |bezpłatną |darmową )?aplikację|subskrybuj|zapisz się do newslettera|bądź na bieżąco)
    (?:přihlaste se|odebírejte|sledujte nás|stáhněte si|odběr newsletteru|prihláste sa|odoberajte)
    (?:sledujte nás|stiahnite si)
    (?:iratkozz(?:on)? fel|feliratkoz|kövess(?:en)? minket|kövessen bennünket|hírlevél|töltse le)
    (?:prijavite se|zapratite nas|pratite nas|preuzmite|sledite nam|naročite se)
    (?:подпи(?:шитесь|сывайтесь|саться)|присоединяйтесь|наш (?:telegram|телеграм|канал))
    (?:наш(?:ем|у)? (?:telegram|телеграм|рассылк)|следите за (?:нами|новостями)|скачайте приложение)
    (?:підпи(?:шіться|суйтесь|суйтеся)|приєднуйтесь|долучайтесь|наш (?:telegram|телеграм|канал))
    стежте за|(?:абонирайте се|последвайте ни|изтеглете|следвайте ни)
    (?:εγγραφείτε|ακολουθήστε (?:το|μας|τη)|κατεβάστε)
    (?:abone olun|bizi takip|takip edin|uygulamasını indir|bültenimize|kanalımıza)
    (?:اشترك|اشتركوا|تابعونا|تابعنا|انضم(?:وا)? إلى|حمل(?:وا)? التطبيق|نشرتنا)
    النشرة (?:البريدية|الإخبارية)|(?:عضو .{0,20}شوید|ما را .{0,30}دنبال کنید|خبرنامه)
    (?:הירשמו|הצטרפו|עקבו אחרינו|הורידו את|לניוזלטר|לקבלת עדכונים)
    (?:सब्सक्राइब करें|फॉलो करें|फ़ॉलो करें|डाउनलोड करें|हमें .{0,30}(?:लाइक|फॉलो)|जुड़ें|ऐप डाउनलोड)
    हमारे (?:व्हाट्सएप|टेलीग्राम)|(?:সাবস্ক্রাইব|ফলো করুন|চ্যানেল)
    (?:ติดตาม(?:ข่าว|เรา)|สมัครรับ|ดาวน์โหลดแอป|กดติดตาม)
    (?:theo dõi (?:chúng tôi|.{2,20} trên)|đăng ký (?:nhận|kênh)|tải ứng dụng)
    (?:ikuti (?:kami|berita|saluran|kanal|.{2,20} di google)|berlangganan|unduh aplikasi)
    (?:dapatkan (?:update|berita)|gabung (?:di|ke)|jangan lupa (?:like|follow))
    (?:pakua programu|jiunge nasi|tufuate)
    (?:订阅|訂閱|关注(?:我们|公众号)|關注我們|扫描二维码|掃描|扫码|下载(?:app|客户端)|下載app|追蹤我們|加入.{0,10}(?:粉丝团|粉絲團|line|telegram))
    (?:メールマガジン|メルマガ|読み放題|詳しくはこちら|会員登録|フォローする|友だち追加|チャンネル登録|アプリを?ダウンロード|購読|ご登録)
    (?:구독(?:하기|하세요|신청)|뉴스레터|팔로우|채널 추가|앱 다운로드|제보(?:는|하기|를))
    (?:stay|keep) (?:up.to.date|informed|in the loop|updated)|(?:stay|keep) up with
    follow (?:us|our|me|@\w+|\w+ on)
    follow .{2,40} on (?:twitter|facebook|instagram|x\b|whatsapp|telegram|tiktok|threads|linkedin)
    follow .{2,40} on (?:bluesky|google)|(?:like|find|join) us on
    download (?:our|the) (?:free )?.{0,25}app|(?:available|now) on (?:the )?(?:app store|google play)
    google news (?:channel|feed|feeds)
    for (?:the latest|more) (?:headlines|news|stories|updates|information).{0,20}(?:follow|visit|click)
    for (?:the latest|more) (?:headlines|news|stories|updates|information).{0,20}(?:check|see|go to)
    for (?:the latest|more) (?:headlines|news|stories|updates|information).{0,20}subscribe
    (?:leave|post|write|add) (?:a|your) comments?
    (?:comments|share your (?:thoughts|views|opinion)|let us know)(?: .{0,60}(?:comments?|below))
    (?:have your say|what do you think)(?: .{0,60}(?:comments?|below))
    comments (?:are|have been) (?:closed|disabled|turned off|moderated)
    join the (?:conversation|discussion)
    (?:support|fund|back) (?:our|independent|quality) .{0,30}(?:journalism|work|reporting|newsroom)
    (?:please )?(?:consider (?:making|donating|supporting|becoming)|make a donation)
    (?:please )?(?:donate (?:now|today|here)|become a (?:member|subscriber|supporter|patron))
    (?:got|have|do you have) (?:a|any|more) (?:news )?(?:tip|story|information|question)s?\b.{0,60}\?
    (?:got|have) (?:a|any|more) (?:news )?(?:tip|story|information)s?\b.{0,60}(?:contact|email|get in touch)
    (?:email|contact|write to|send) (?:us|the (?:author|reporter|editor|writer)) (?:at|on|via) \S+@\S+
    (?:email|contact|write to|send) .{2,40} (?:at|on|via) \S+@\S+|letters to the editor
    (?:haben|hast) (?:sie|du) (?:einen |weitere )?(?:hinweise?|tipps?)\b.{0,40}
    schick(?:en sie|t)? uns (?:ihre|eure|deine)
    vous avez une (?:info|information|histoire)|(?:une info|un témoignage) à (?:nous )?(?:partager|signaler)
    ¿tienes (?:una historia|información|alguna)|tem (?:uma )?(?:sugestão|denúncia|história)
    envie (?:sua|a sua) (?:sugestão|mensagem)
    hai (?:una segnalazione|una storia|una notizia)|(?:heb|hebt) (?:je|u) (?:een )?(?:nieuws)?tip
    tip (?:de|onze) redactie
    (?:har|hafa) du (?:ett |et )?(?:nyhets?)?tips|mejla (?:oss|reportern)|tipsa (?:oss|redaktionen)|tips oss
    send (?:os|oss) (?:et )?tip
    (?:lähetä|anna) (?:juttu|uutis)vinkki|masz (?:dla nas )?(?:temat|informacje)|(?:napisz|pisz) do nas
    máte (?:pro nás )?tip
    (?:napište|pište) nám|írjon (?:nekünk|a szerkesztő)|пришлите (?:нам )?новость|сообщите (?:нам|редакции)
    haber ihbar
    click here (?:to|for)|tap here|check out (?:our|the) (?:latest|full|more)
    listen to (?:our|the) .{0,30}podcast|(?:watch|listen) (?:live|now|below|on)
    (?:unterstützen sie|spenden sie|werden sie mitglied|jetzt spenden|diskutieren sie mit)
    (?:kommentare? (?:schreiben|verfassen|lesen)|teilen sie|schreiben sie uns|whatsapp-kanal)
    (?:google news|in der .{2,30}app|audio-?player|unser(?:e|en|em)? (?:whatsapp|podcast|app|kanal))
    (?:soutenez|faites un don|rejoignez|réagissez|commentez|chaîne whatsapp)
    (?:apoya|haz una donación|hazte socio|únete|comenta|canal de whatsapp)
    (?:apoie|doe agora|faça uma doação|canal (?:do|no) whatsapp|comente)
    by clicking here|by emailing us at|join our comment\w* (?:forum|section)
    (?:join|read) .{0,40}conversations?, follow other \w+ readers
    (?:find|lesen|sehen|erfahren) (?:sie|du) .{0,60}(?:in unserem|im) (?:live-?blog|live-?ticker|newsblog)
    (?:sostieni|sostienici|dona ora|canale whatsapp|commenta)
"""

NOTICE = r"""
    empfohlener (?:redaktioneller|externer) inhalt|^externer inhalt nicht verfügbar
    aktiviere? bitte .{0,60}einstellungen|an error (?:has )?occurred.{0,10}(?:please )?try again
    ^newsletter: \w|^this article has been sent to|^we want to hear from you
    an dieser stelle (?:finden sie|befindet sich|steht) .{0,80}(?:inhalt|externe)
    externe[rn]? inhalte?.{0,60}(?:angezeigt|laden|zulassen|zustimm|einverstanden)
    für die darstellung von .{2,60} nutzen wir|ce contenu .{0,60}(?:bloqué|cookies)
    este contenido .{0,60}cookies
    this (?:content|video|embed|slideshow) .{0,60}(?:cookies|javascript|not available)
    this (?:content|video|embed|slideshow) .{0,60}cannot be (?:displayed|played)
    (?:enable|turn on|activate|requires?) (?:javascript|cookies)
    to (?:view|see|display) this (?:content|video)|your browser (?:does not|doesn'?t) support
    (?:bitte )?javascript aktivier|please log ?out and then log ?in|before commenting|kommentieren zu können|recaptcha
    this (?:article|story|post|piece) (?:was )?(?:first |originally |also )+(?:appeared|published)
    this (?:article|story|post|piece) (?:was )?(?:first |originally |also )+(?:posted|ran)
    all rights reserved|alle rechte vorbehalten|tous droits réservés|todos los derechos reservados
    todos os direitos reservados|tutti i diritti riservati
    все права защищены|無断転載|転載を禁|著作権|무단 ?전재|版权所有
    (?:may|might|could|will) (?:earn|receive|get) .{0,30}commission|affiliate (?:links?|commission)
    provisionslink|this copy is for your personal
    (?:terms of (?:use|service)|privacy (?:policy|notice)) (?:apply|and)|maschinelle? übersetz\w+
    automatisiert übersetzt|automatically translated|traduction automatique|traducción automática
    (?:like|enjoy(?:ed|ing)?) (?:this|our) (?:story|article|post|content)s?\b.{0,40}[?!,]
    did you (?:like|enjoy) (?:this|our) (?:story|article|post|content)s?\b.{0,40}[?!,]
    (?:hat ihnen|gefällt ihnen) (?:dieser|der) (?:artikel|beitrag|text)|vous avez aimé cet article
    ¿?te ha gustado (?:este|esta)|ti è piaciuto
    gostou (?:deste|desta|da|do) (?:artigo|matéria|notícia|conteúdo)|podobał ci się|více k tématu
    (?:you must be|please|must be) (?:logged|signed) in to (?:post|leave|reply|comment)\b
    log in to (?:leave a comment|comment|reply)
    your email address will not be published|required fields are marked|save my name, email,? and (?:website|site)
    this site uses akismet|how your comment data is processed|^like loading|^posted in .{2,80} tagged\b
    (?:sie müssen|du musst) (?:angemeldet|eingeloggt) sein, um|(?:deine|ihre) e-mail-adresse wird nicht veröffentlicht
    erforderliche felder sind|vous devez être connectée?|votre adresse (?:e-?mail|de messagerie) ne sera pas publiée
    les champs obligatoires sont|(?:debes|tienes que|necesitas) (?:estar conectado|iniciar sesión|acceder) para
    (?:tu dirección de correo|tu correo) (?:electrónico )?no será publicad[ao]|los campos obligatorios están
    você precisa (?:estar|fazer) log(?:ado|in)|(?:o|seu) (?:seu )?endereço de e-?mail não será publicado
    campos obrigatórios são
    devi essere (?:connesso|collegato|registrato)|il tuo indirizzo email non sarà pubblicato|i campi obbligatori sono
    je moet (?:ingelogd|inloggen)|(?:je|het) e-mailadres wordt niet gepubliceerd|vereiste velden zijn gemarkeerd
    du måste vara inloggad|din e-postadress kommer inte publiceras|du må være (?:logget )?inn
    din e-mailadresse vil ikke
    sinun täytyy kirjautua|sähköpostiosoitettasi ei julkaista|musisz być zalogowan[ya]|twój adres e-?mail nie zostanie
    wymagane pola są oznaczone|vaše e-?mailová adresa nebude|pro přidání komentáře|az e-mail-?címet nem tesszük közzé
    trebuie să fii autentificat|adresa ta de email nu va fi|ваш (?:адрес )?e-?mail не будет опубликован
    обязательные поля помечены
    чтобы оставить комментарий|ваша e-?mail адреса не оприлюднюватиметься
    η (?:ηλ\. )?διεύθυνση .{0,20}δεν δημοσιεύεται
    e-posta adresiniz yayınlanmayacak|yorum yapabilmek için|لن يتم نشر عنوان بريدك|האימייל לא יוצג באתר
    आपका ईमेल पता प्रकाशित नहीं|email của bạn sẽ không được|alamat email anda tidak akan
    您的(?:电子)?邮箱地址不会被公开|您的邮箱不会
    メールアドレスが公開されることはありません|이메일 주소는 공개되지 않습니다
    (?:the feed|der feed|el feed|il feed|de feed|o feed|le flux) (?:is|ist|está|non è|est|deve)\b
    sebuah galat telah terjadi
    rechte an diesem artikel|reproduction (?:is )?(?:prohibited|forbidden|interdite)|prohibida (?:la|su) reproducción
    riproduzione riservata|överträdelse av upphovsrätten|wszelkie prawa zastrzeżone
    we and our (?:\d+ )?(?:\w+ )?partners (?:store|use|process|access|share)|wir und unsere (?:\d+ )?partner
    (?:nous et nos|avec nos) (?:\d+ )?partenaires.{0,80}(?:cookies|données|traceurs|informations)
    (?:nosotros y )?nuestros (?:\d+ )?socios.{0,80}(?:cookies|datos|información)
    noi e i nostri (?:\d+ )?(?:partner|fornitori)
    nós e (?:os )?(?:nossos )?(?:\d+ )?parceiros|wij en onze (?:\d+ )?partners|vi och våra (?:\d+ )?partner
    vi og våre (?:\d+ )?partner
    vi og vores (?:\d+ )?partnere|me ja (?:\d+ )?kumppanimme|my i nasi (?:\d+ )?(?:zaufani )?partnerzy
    my a našich (?:\d+ )?partner
    (?:senden|schicken|schreiben) sie uns (?:ihr|ihre|eine|gern)\b.{0,60}(?:feedback|meinung|mail)
    (?:deine|ihre|eure) privatsphäre-einstellungen verhindern|your privacy settings (?:prevent|block|do not)
    dieses thema im programm|(?:über|quelle:) dieses thema berichtete?\b
    (?:this is a )?breaking (?:news |new )?story.{0,10}more to follow|more to follow\W*$
    (?:contributed|contributing) (?:to )?(?:this )?(?:report|story|article)\b
    (?:^|\. )(?:associated press|ap|reuters|afp) writers? .{2,200}(?:contributed|in \w+)
    (?:^|\. )(?:associated press|ap|reuters|afp) journalists? .{2,200}(?:contributed|in \w+)
    (?:^|\. )(?:associated press|ap|reuters|afp) reporters? .{2,200}(?:contributed|in \w+)
    ^\w+(?: and \w+)? reported from \w+|^mit (?:informationen|material|inhalten) (?:der|von|des|aus)\b
    (?:müssen|muss) nicht (?:unbedingt )?(?:der|die) meinung der redaktion
    do(?:es)? not (?:necessarily )?(?:reflect|represent) the (?:views|opinions|policy|position)
    ^(?:with|additional) (?:reports|reporting|files|inputs|information) (?:by|from)\b
    ^(?:reporting|editing|writing) by .{2,120}(?:editing|reporting|writing) by
"""

COMMENT_RULES = r"""
    moderates comments to|(?:please )?keep (?:your |all )?comments (?:relevant|respectful|civil|on|to)
    (?:lively|civil)(?: but civil)? forum for|please (?:keep|review|read|respect) (?:comments|our (?:community|comment))
    ihre kommentare (?:themen|bitte|nicht|sachlich)|beachten sie (?:bitte )?(?:unsere|die) (?:netiquette|kommentar)
    vos commentaires (?:doivent|seront)|respecter (?:notre|la) charte|(?:tus|sus) comentarios (?:deben|serán)
    i (?:tuoi|vostri) commenti (?:devono|saranno)|seus comentários (?:devem|serão)
    (?:uw|je) reacties? (?:worden|wordt|moet)|din kommentar (?:modereras|granskas|modereres)
"""

PROMO_WORDS = r"""
    アプリ|line公式|公式line|友だち追加|メール|通知|公众号|客户端|二维码|앱|카카오톡|알림|แอป|ไลน์
    newsletters?|subscri\w+|whatsapp|telegram|instagram|facebook|twitter|linkedin|tiktok|youtube
    google news|app store|google play|podcasts?|inbox|sign up|click|download|commission|affiliate
    e-?mail|@\w{3,}|abonn\w*|abo\b|anmeld\w*|klick\w*|registrier\w*|inscri\w+|suscri\w+|assin\w+
    iscriv\w+|nieuwsbrief|nyhetsbrev\w*|uutiskirje\w*|aplikac\w+|kanał\w*|odběr\w*|hírlev\w+|подпис\w+
    підпис\w+|канал\w*|abone|takip|اشترك|تابع|फॉलो|डाउनलोड|ติดตาม|subscreva|kanal\w*
"""

PAYWALL = r"""
    (?:already|not) (?:a |an )?(?:subscriber|subscribed|registered|member)\b.{0,40}
    (?:subscribe|log ?in|sign ?in|register)(?: (?:or|and|to|now|here|for)\b.{0,80})?
    create (?:a|an|your)(?: free)? account(?: (?:or|and|to|now|here|for)\b.{0,80})?
    (?:this|the) (?:article|content|story|page) is (?:only )?(?:for|available to|reserved) .{0,60}
    (?:this|the) (?:article|content|story|page) is (?:only )?(?:exclusive|restricted) .{0,60}
    (?:subscribers?|members?)[- ]only\b.{0,40}|to (?:continue|keep) reading.{0,80}
    (?:unlock|get) (?:unlimited|full|this|digital) (?:access|article|story)\b.{0,60}
    you(?:'ve| have) (?:reached|read|used|hit) .{0,60}(?:articles?|limit)
    (?:start|try) .{0,30}(?:free|trial|subscription)\b.{0,40}|premium (?:content|article)
    cancel any ?time.{0,40}
    (?:jetzt|hier) (?:einloggen|anmelden|testen|weiterlesen|freischalten|abonnieren|abo).{0,60}
    (?:sie (?:sind|haben) )?(?:bereits|schon|noch kein) (?:abonnent|registriert|kunde|ein abo).{0,60}
    (?:sie (?:sind|haben) )?(?:bereits|schon|noch kein) (?:abonniert|mitglied|digitalabo).{0,60}
    (?:dieser|den|diesen|der) (?:artikel|inhalt|text|beitrag) .{0,60}(?:abonnent|abo)\w*.{0,40}
    (?:dieser|den|diesen|der) (?:artikel|inhalt|text|beitrag) .{0,60}registriert\w*.{0,40}
    (?:dieser|den|diesen|der) (?:artikel|inhalt|text|beitrag) .{0,60}(?:freischalten|premium)\w*.{0,40}
    (?:dieser|den|diesen|der) (?:artikel|inhalt|text|beitrag) .{0,60}plus\w*.{0,40}
    exklusiv für abonnent\w*.{0,40}|weiterlesen mit .{0,60}
    .{0,40}(?:monatlich|jederzeit) kündbar.{0,40}|zugang zu allen .{0,60}|mit einem abo .{0,80}
    (?:cet|l')\s?article (?:est )?réservé.{0,60}|réservé aux abonnés.{0,40}
    (?:il vous reste|la suite est).{0,80}|déjà abonné.{0,40}
    (?:contenido|artículo|noticia) (?:exclusiv[oa]|solo|reservado|sólo) (?:para|a|suscriptores).{0,40}
    (?:¿?ya eres|si ya eres|inicia sesión|accede a|hazte|para seguir leyendo|regístrate).{0,80}
    si (?:quieres|decides) .{0,40}(?:cuenta|usuario|leyendo|dispositivo).{0,160}
    (?:tu|esta) (?:cuenta|suscripción) (?:se )?está .{0,100}
    (?:conteúdo|matéria|artigo) (?:exclusiv[oa]|restrit[oa]|para assinantes).{0,40}
    (?:já é assinante|faça login|para continuar lendo|entre ou cadastre).{0,80}
    (?:contenuto|articolo) (?:riservat[oa]|esclusiv[oa]).{0,40}
    (?:sei già abbonato|sei abbonato|accedi|per continuare a leggere|hai già un abbonamento).{0,80}
    (?:je hebt|u hebt|dit artikel is) .{0,60}(?:abonnee|abonnement|leestegoed).{0,40}
    (?:al abonnee|word abonnee|log in om).{0,60}|(?:redan|är du) prenumerant.{0,40}
    (?:logga in|logg inn|log ind)(?: .{0,60})?
    (?:for|bare for|kun for|endast för) (?:abonnenter|prenumeranter).{0,40}|(?:vain|jo) tilaaj\w+.{0,40}
    kirjaudu(?: sisään)?.{0,40}
    (?:masz już|treść|artykuł|dostęp) .{0,20}(?:subskrypc|prenumerat|dla prenumer|premium|cyfrow)\w*.{0,60}
    (?:zaloguj się|kup dostęp|zyskaj dostęp).{0,80}
    (?:již máte|jste|přihlaste se|předplaťte|pouze pro předplatitele|obsah pro předplatitele).{0,60}
    (?:только для подписчиков|оформите подписку|войдите|уже подписаны|доступ ограничен).{0,60}
    (?:bu (?:içerik|haber) .{0,30}abone|üye girişi|giriş yap).{0,40}
    ¿?quieres añadir otro usuario.{0,60}
    (?:有料会員|会員限定|この記事は会員限定|※?紙の新聞|この記事は有料|残り\s?\d+\s?文字|続きを読むには|ログイン(?:して|すると)|無料会員|有料記事|購読者|紙の新聞).{0,80}
    (?:此内容|本文|會員|会员)(?:仅限|限|專屬|专享).{0,30}|(?:유료|회원|구독자) ?(?:전용|기사|가입|회원).{0,40}
    (?:למנויים בלבד|כתבה זו למנויים).{0,40}
"""
