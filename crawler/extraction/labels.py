"""Phrases that label what stands beside an article: links, adverts, buttons, comments, times.

Regular expressions over a folded, case-folded line: one group of languages after another, alternatives parted by a
bar or a new line. See crawler.extraction.phrases for what each table means.
"""

READ_MORE = r"""
    (?:read|see|learn|watch|listen|explore|discover|view|find out|show)(?: (?:it|this|all|the))? ?(?:more|also|next)
    (?:read|see|watch|view)(?: (?:it|this|all|the))? ?(?:now|too|full (?:story|article|report|interview))
    more (?:on this|on the|on|from|about|in|to read|to explore|stories|news|coverage|reading)\b.{0,40}
    more|also|zum (?:artikel|video|beitrag)|see more (?:photos?|pictures|images|videos?)
    more (?:like this|like)\b.{0,40}
    (?:related|similar|recommended|latest|other|recent|trending|most read|most popular|must reads?|top|featured|popular)
    (?:related|similar|recommended|latest|other|recent) (?:articles?|stories|story|posts?|news)
    (?:related|similar|recommended|latest|other|recent) (?:content|topics?|links?|reads?)
    (?:most read|most popular|must[- ]reads?|top|featured|popular|trending) (?:articles?|stories|posts?)
    (?:most read|most popular|top|featured|popular|trending) (?:news|topics?|videos?)
    editors?'?s?'? picks?
    (?:related|latest|top|recommended) (?:coverage|headlines|reading)
    (?:also|you may also like|you might also like|you may like|don'?t miss|in case you missed it)
    (?:what to read next|up next|read next|next up|further reading|keep reading|continue reading)
    (?:now read|also read|also on .{2,30}|recommended for you|in this story|in this article|what else\?)
    (?:lesen|sehen|hören|schauen|lies|lest) (?:sie )?(?:auch|hier|dazu)(?: (?:hier|dazu|auch|mehr))?
    (?:lesen|sehen|hören|schauen|lies|lest) (?:sie )?(?:mehr|außerdem)(?: (?:hier|dazu|auch|mehr))?
    (?:lesen|sehen|hören|schauen|lies|lest) (?:sie )?(?:jetzt|weiter)(?: (?:hier|dazu|auch|mehr))?
    (?:auch|jetzt) lesen
    mehr (?:zum thema|dazu|aus|von|lesen|artikel|nachrichten|news|über|infos?|informationen)\b.{0,40}
    weiterlesen(?: nach der anzeige)?|das könnte (?:sie|dich) auch interessieren|auch interessant
    passend dazu
    weitere (?:artikel|themen|meldungen|nachrichten|informationen|infos|news|texte)\b.{0,40}|zum thema
    ähnliche (?:artikel|beiträge)|mehr|lesetipps?|meistgelesen|meist gelesen
    empfohlene(?:r)? (?:artikel|beiträge|externer inhalt|redaktioneller inhalt)
    verwandte (?:artikel|themen|beiträge)|hintergrund zum thema|lesen sie mehr
    (?:à )?lire (?:aussi|également|plus|la suite|encore)|lire
    (?:à )?(?:voir|écouter|découvrir|regarder) (?:aussi|également|plus)|sur le même (?:sujet|thème)
    articles? (?:liés?|similaires?|connexes?|recommandés?|associés?)|en savoir plus|pour aller plus loin
    à lire|les plus lus|plus d'(?:articles|infos|actualités)\b.{0,40}|notre sélection|vous aimerez aussi
    à ne pas manquer|dans la même rubrique
    (?:lee|leer|lea|ver|vea|mira|mire|te recomendamos|conoce) (?:también|además|más|otras noticias)
    también (?:también|además|más|otras noticias)|también (?:te|le) (?:puede|podría) interesar
    te puede interesar|noticias? relacionadas?|artículos? relacionados?
    más (?:información|noticias|sobre|en)\b.{0,40}|más leíd[oa]s|lo más (?:leído|visto)|relacionad[oa]s?
    te recomendamos|no te pierdas|sigue leyendo|llegeix (?:també|més)|més informació
    (?:leia|veja|ouça|assista|saiba|confira|lê)(?: também| mais|[- ]se também| ainda)
    (?:notícias|matérias|artigos|conteúdos?) (?:relacionad[oa]s?|recomendad[oa]s?)
    mais (?:lidas|notícias|sobre|em)\b.{0,40}|relacionad[oa]s?|leia a seguir|continue lendo
    você (?:também )?pode gostar
    (?:leggi|vedi|guarda|ascolta|scopri|approfondisci) (?:anche|di più|altro|tutto)(?: su)?
    (?:articoli|notizie|contenuti) (?:correlat[ie]|simili|consigliat[ie])
    (?:per approfondire|approfondimenti?|potrebbe interessarti|ti potrebbe interessare)
    (?:continua a leggere|i più letti|le più lette|per saperne di più)
    (?:citește|citeşte|citiți|vezi|află)(?: și| şi| mai mult)?
    articole(?: similare| recomandate| asemănătoare)?|te-ar putea interesa
    (?:lees|bekijk|luister|zie)(?: ook| meer| verder| hier)
    (?:meer (?:over|lezen|nieuws|van|uit)\b.{0,40})|gerelateerd(?:e artikelen|e berichten)?
    aanbevolen(?: artikelen)?|meest gelezen|ook interessant|verder lezen
    (?:läs|les|læs|se|hör|høyr|lyt|lyssna)(?: också| även| mer| mere| også| óg| hér| mer om)
    (?:relaterad|relaterte|relaterede|relatert)(?:e)?(?: (?:artiklar|artikler|saker|innhold))?
    mer(?:e)? (?:om|från|fra|i ämnet)\b.{0,40}|mest (?:läst|lest|læst|lesið)|läs mer|les mer|læs mere
    les også|lesið? (?:einnig|meira|nánar)|tengdar fréttir|meira
    lue (?:myös|lisää|seuraavaksi)|katso (?:myös|lisää)|lisää aiheesta|luetuimmat|loe (?:ka|lisaks|veel)
    lasi (?:arī|vairāk)|saistītie raksti|(?:skaitykite|skaityti) (?:taip pat|daugiau)|susiję straipsniai
    (?:olvassa|olvasd|nézze|nézd|olvasson)(?: el)?(?: is| tovább| még| el ezt is)?
    kapcsolódó(?: cikkek| cikkeink| cikk)?|ajánlott(?: cikkek)?|tovább(?: olvasom)?
    ezt is (?:olvassa|ajánljuk).{0,20}
    (?:czytaj|przeczytaj|zobacz|sprawdź|posłuchaj)(?: też| także| również| więcej| teraz| dalej)?
    obejrzyj(?: też| także| również| więcej| teraz| dalej)?
    (?:polecane|podobne|powiązane)(?: artykuły| tematy| teksty)?
    więcej (?:o|na temat|informacji|wiadomości|z)\b.{0,40}|najczęściej czytane
    (?:čtěte|přečtěte si|sledujte|poslechněte|čítajte)(?: také| též| i| více| dále| aj| viac| tiež)?
    prečítajte si(?: také| též| i| více| dále| aj| viac| tiež)?|související(?: články| témata)?
    súvisiace(?: články)?|mohlo by vás (?:zajímat|zaujímať)|další (?:články|zprávy)\b.{0,40}
    (?:pročitajte|pročitaj|čitajte|čitaj|preberite)(?: i| još| više| tudi| takođe| također| jos)?
    (?:pogledajte|vidi)(?: i| još| više| tudi| takođe| također| jos)?
    povezan[ei](?: članci| vijesti| vesti| teme| novice)?
    (?:читайте|читай)(?: также| ещё| еще| далее| подробнее| на эту тему| по теме| и| також| ще)?
    (?:прочитайте|прочтите)(?: также| ещё| еще| далее| подробнее| на эту тему| по теме| и| також| ще)?
    (?:смотрите|посмотрите)(?: также| ещё| еще| далее| подробнее| на эту тему| по теме| и| також| ще)?
    слушайте(?: также| ещё| еще| далее| подробнее| на эту тему| по теме| и| також| ще)?
    (?:материалы|статьи|новости|сюжеты)? ?по теме|подробнее|похожие (?:материалы|новости|статьи)|ещё
    (?:дивіться|слухайте)(?: також| ще)?|(?:за темою|по темі|більше за темою|схожі новини)
    (?:прочетете|вижте|четете|още)(?: още| и| по темата| повече)?
    (?:свързани|подобни)(?: новини| статии)
    διαβάστε (?:επίσης|ακόμ[αη]|περισσότερα|ακόμη|και)|σχετικά(?: άρθρα| θέματα)?
    δείτε (?:επίσης|ακόμ[αη]|περισσότερα)|(?:ayrıca )?(?:bunu da )?(?:oku(?:yun)?|okuyun|izleyin|bakın)
    (?:ilgili|benzer|önerilen|popüler)(?: haberler| içerikler| konular| haber)?|haberin devamı
    devamını oku|daha fazla(?: oku| bilgi)?
    (?:اقرأ|إقرأ|اقرؤوا|شاهد|تابع|طالع|انظر)(?: أيضا| أيضاً| أيضًا| ايضا| المزيد| كذلك)?
    (?:أخبار|مواضيع|مقالات|موضوعات) (?:ذات صلة|متعلقة|مشابهة)|ذات صلة|المزيد(?: من| عن| حول)?.{0,30}
    (?:بیشتر بخوانید|همچنین بخوانید|بیشتر بدانید|مطالب مرتبط|اخبار مرتبط|بخوانید)
    (?:קראו|קרא|קראי|ראו|צפו|האזינו)(?: גם| עוד| בהרחבה)|(?:כתבות|ידיעות) (?:נוספות|קשורות)|עוד בנושא
    מידע נוסף|(?:یہ بھی|مزید) پڑھیں
    (?:यह भी|ये भी|इसे भी|और|यहां|आगे|खबरें और भी) (?:पढ़ें|पढ़े|पढें|देखें|हैं).{0,10}
    संबंधित (?:खबरें|ख़बरें|समाचार)|আরও পড়ুন|আরো পড়ুন|মேலும் படிக்க|மேலும் படிக்க|ఇది కూడా చదవండి
    อ่าน(?:เพิ่มเติม|ต่อ|ข่าวเพิ่มเติม)|ข่าวที่เกี่ยวข้อง|บทความที่เกี่ยวข้อง
    (?:xem|đọc|tìm hiểu) (?:thêm|tiếp|ngay)|(?:tin|bài) (?:liên quan|cùng chuyên mục|viết liên quan)
    có thể bạn quan tâm
    (?:baca|lihat|simak|tonton)(?: juga| selengkapnya| lebih lanjut| selanjutnya| pula)
    (?:berita|artikel) (?:terkait|lainnya|berkaitan|populer)|soma (?:zaidi|pia)|basahin (?:rin|din)
    (?:相关|相關|延伸|推荐|推薦|更多|热门|熱門|相关的|猜你喜欢|你可能)(?:阅读|閱讀|新闻|新聞|文章|报道|報導|報道|内容|內容|推荐|推薦|感兴趣|也喜歡|也想看)?.{0,6}
    您可能(?:阅读|閱讀|新闻|新聞|文章|报道|報導|報道|内容|內容|推荐|推薦|感兴趣|也喜歡|也想看)?.{0,6}
    点击(?:查看|阅读)更多|繼續閱讀|继续阅读|看更多|阅读更多
    (?:関連|おすすめ|あわせて読みたい|合わせて読みたい|こちらも読まれています|次に読む|人気)(?:の)?(?:記事|ニュース|リンク|キーワード|情報|特集|トピックス?|ランキング)?
    (?:もっと|続きを|さらに詳しく)(?:見る|読む|知る).{0,4}|【(?:関連記事|関連|あわせて読みたい|写真|画像|動画)】.*
    (?:관련|추천|인기|많이 본|주요)\s?(?:기사|뉴스|글|콘텐츠|링크)|더\s?(?:보기|읽기|알아보기)
    함께 (?:읽으면|보면).{0,10}
"""

ADVERT = r"""
    advertisements?|ads?|advertising|advert|sponsored(?: content| by.{0,30})?|promoted(?: content)?
    paid (?:post|content|partnership|for by.{0,30})
    story continues (?:below|after)(?: (?:this |the )?(?:ad|advertisement))?
    article continues (?:below|after)(?: (?:this |the )?(?:ad|advertisement))?
    (?:continue|scroll)(?: reading)?(?: below| to continue)?(?: (?:with|after|for) (?:content|ad))?
    (?:continue|scroll)(?: reading)?(?: below| to continue)?(?: (?:with|after|for) advertisement)?
    (?:continue|scroll)(?: reading)?(?: below| to continue)?(?: (?:with|after|for) more)?
    (?:skip|close|remove) ads?|loading(?: ad)?\.*|ad feedback|report (?:this )?ad
    anzeigen?|werbung|die werbung schließen|weiterlesen nach der anzeige|- anzeige -|publicité|annonce
    la suite après cette publicité|publicidad|anuncios?|publicidade|anúncio|continua após a publicidade
    pubblicità|annuncio|advertentie|reclame|annons|annonse|reklame|reklama|mainos|reklám|hirdetés
    publicitate|реклама|διαφήμιση|reklam|إعلان|إعلانات|اعلان|פרסומת|विज्ञापन|โฆษณา|quảng cáo|iklan|广告|廣告
    広告|광고|tangazo|auglýsing
"""

SHARE_NAMES = r"""
    print (?:article|this)|thank you
    sharing is caring!?|back to video|spread the (?:word|love)|(?:diesen )?(?:artikel|beitrag) teilen
    partager cet article
    comparte(?: esta noticia)?|compartilhe(?: esta notícia)?|condividi(?: l'articolo| su)?|deel dit artikel
    dela artikeln
    del artikkelen|jaa artikkeli|udostępnij artykuł|sdílet článek|поделиться(?: новостью)?|haberi paylaş
    order reprints|reprints|rights (?:and|&) permissions|कॉपी लिंक|see tweets?|artikel drucken
    share|share (?:this|on|via|article|story|now|it|the)?(?: .{0,30})?|facebook|twitter|x|x\.com
    whatsapp|telegram|linkedin|reddit|pinterest|tumblr|flipboard|instagram|messenger|viber|threads
    bluesky|mastodon|pocket|line|xing|vk|weibo|wechat|youtube|tiktok|snapchat|e-?mail|mail|print
    copy(?: (?:link|url))?|link copied.{0,10}|copied|bookmark|save|like|tweet|pin|comments?
    \d+ (?:comments?|shares?|likes?)|gift(?: article)?|listen|font size|resize|a[+-]|follow|more|sms
    copy to clipboard|show (?:more|less|all)|close|menu|search|next|previous|back to top|top
    view (?:all|gallery|comments)|expand|play|pause|open
    teilen|drucken|merken|vorlesen|kommentare?|link kopieren
    artikel (?:drucken|teilen|merken|anhören|hören|vorlesen)|weiterempfehlen|verschenken|gefällt mir
    speichern|per e-?mail|schließen|mehr anzeigen|zur startseite|nach oben|feedback|partager|imprimer
    envoyer|commenter|copier le lien|réagir|écouter|sauvegarder|compartir|imprimir|enviar
    copiar (?:enlace|link)|comentarios?|guardar|escuchar|compartilhar?|partilhar|ouvir|salvar|condividi
    stampa|commenti|ascolta|salva|delen|afdrukken|reacties|bewaren|luister|dela|skriv ut|spara|lyssna
    del|tips|lagre|jaa|tulosta|tallenna|udostępnij|drukuj|komentarze|skopiuj link|zapisz|sdílet|tisk
    diskuse|uložit|zdieľať|megosztás|nyomtatás|distribuie|поделиться|печать|комментарии|поширити
    коментарі|сподели|κοινοποίηση|εκτύπωση|paylaş|yazdır|yorumlar?|kaydet|مشاركة|شارك|طباعة|تعليقات?
    شیئر|שתפו|הדפסה|תגובות|शेयर(?: करें)?|แชร์|chia sẻ|bình luận|lưu|bagikan|komentar|simpan|salin link
    分享|打印|收藏|评论|評論|点赞|シェア(?:する)?|ツイート|印刷|保存|コメント|ブックマーク|공유|프린트|댓글|스크랩
    인쇄|글자크기|가
"""

COMMENTS = r"""
    (?:all |top |newest |reader )?comments(?: \(?\d+\)?)?|comment \(\d+\)|\d+ (?:comments?|replies|responses)
    (?:leave|post|add|write) a comment
    leave a reply(?: cancel reply)?|(?:schreibe einen kommentar|laisser un commentaire|deja una respuesta) .{4,30}
    (?:lascia un commento|deixe um comentário|geef een reactie|dodaj komentarz|napsat komentář|bir yanıt yazın) .{4,30}
    join the (?:discussion|conversation)|reader comments
    (?:leser)?kommentare(?: \(?\d+\)?)?|\d+ kommentare?
    (?:schreibe?n? (?:sie )?einen )kommentar|kommentar (?:schreiben|verfassen|hinterlassen)
    (?:alle )?kommentare (?:lesen|anzeigen)|commentaires(?: \(?\d+\)?)?|\d+ commentaires?
    (?:laisser|laissez|écrire|ajouter) un commentaire|vos (?:réactions|commentaires)
    comentarios(?: \(?\d+\)?)?|\d+ comentarios?|(?:deja|escribe) (?:un|tu) comentario|deja una respuesta
    comentários(?: \(?\d+\)?)?|\d+ comentários?|(?:deixe|escreva) (?:um|o? ?seu|uma) (?:comentário|resposta)
    commenti(?: \(?\d+\)?)?|\d+ commenti|(?:lascia|scrivi) un commento|reacties(?: \(?\d+\)?)?|\d+ reacties?
    (?:geef|plaats|schrijf) een reactie|kommentarer(?: \(?\d+\)?)?|\d+ kommentarer?
    (?:skriv|legg igjen) en kommentar|lämna (?:en kommentar|ett svar)|kommentit|\d+ kommenttia|jätä kommentti
    komentarze(?: \(?\d+\)?)?|\d+ komentarz[ey]?|(?:dodaj|napisz|zostaw) komentarz|komentáře|\d+ komentář[ůe]
    (?:napsat|přidat) komentář|komentari|\d+ komentara?|ostavi(?:te)? komentar
    hozzászólás(?:ok)?|\d+ hozzászólás|szólj hozzá|comentarii|lasă un (?:comentariu|răspuns)
    комментари[ий](?: \(?\d+\)?)?|\d+ комментари\w+|(?:добавить|оставить|написать) комментарий
    коментар[іи](?: \(?\d+\)?)?|\d+ коментар\w*|(?:залишити|додати) коментар|σχόλια|\d+ σχόλια
    (?:γράψτε|προσθήκη) σχόλιο|yorumlar(?: \(?\d+\)?)?|\d+ yorum|yorum (?:yap|yaz|ekle)|bir yanıt yazın
    (?:ال)?تعليقات|اترك (?:تعليق(?:ا|اً)?|رد(?:ا|اً)?)|أضف تعليق|نظرات|ارسال نظر|תגובות|\d+ תגובות|הוספת תגובה
    כתיבת תגובה
    टिप्पणियां|टिप्पणी करें|ความคิดเห็น|แสดงความคิดเห็น|bình luận|ý kiến|komentar(?: \(?\d+\)?)?
    tinggalkan (?:komentar|balasan)
    (?:网友|用户|全部|发表|最新)?评论(?: ?\(?\d+\)?)?|(?:發表|網友)?留言|コメント(?:を書く|一覧)?
    댓글(?: ?\d+| ?쓰기)?|\d+개의 댓글
"""

CORRECTION = r"""
    correct(?:ion|ed)|clarification|editor'?s note|update|an earlier version
    this (?:article|story|post) (?:was|has been) (?:updated|amended|corrected|edited)|korrektur
    anmerkung der redaktion|hinweis der redaktion|in einer früheren|aktualisiert|rectificati\w+
    correction|précision|mise à jour|corrección|fe de (?:erratas|errores)|actualización|correção|errata
    atualização|rettifica|correzione|aggiornamento|rectificatie|rättelse|rettelse|oikaisu|sprostowanie
    oprava|helyesbítés|уточнение|исправление|уточнення|düzeltme|تصحيح|תיקון|訂正|更正|정정|바로잡습니다
"""

CLOCK = r"""
    published|updated|posted|last|first|modified|edited|created|on|at|by|of|the|and|am|pm|a\.m|p\.m|est
    edt|gmt|utc|bst|cet|cest|et|pt|pst|pdt|ist|cdt|cst|mst|hrs|hours?|ago|min(?:ute)?s?|min\.|read
    reading|time|sec(?:ond)?s?|days?|today|yesterday|now|date|views?|uhr|stand|veröffentlicht
    aktualisiert|vom|am|um|von|lesezeit|lesedauer|minuten|zuletzt|erstellt|heute|gestern|vor|stunden?
    tagen?|publié|publie|le|à|mis|mise|jour|modifié|il|y|a|h|heures?|lecture|temps|de|del|el|la|las|los
    publicado|actualizado|actualizada|hora|horas|hace|lectura|tiempo|em|às|atualizado|atualizada|há
    leitura|tempo|pubblicato|aggiornato|aggiornata|alle|ore|il|lettura|di|gepubliceerd|bijgewerkt
    laatste|update|om|op|uur|leestijd|publicerad|uppdaterad|kl|klockan|publisert|oppdatert|opdateret
    udgivet|den|julkaistu|päivitetty|klo|opublikowano|aktualizacja|publikacja|dodano|godz|r|dnia|vydáno
    aktualizováno|publikováno|dnes|včera|v|megjelent|frissítve|publicat|actualizat|опубликовано
    обновлено|в|сегодня|вчера|мск|опубліковано|оновлено|сьогодні|години|публикувана|обновена|г|ч
    δημοσίευση|ενημέρωση|giriş|güncelleme|güncellenme|tarihi|saat|yayınlanma|haberleri|نشر|في|آخر|تحديث
    الساعة|بتوقيت|غرينتش|منذ|فורסם|פורסם|עודכן|बजे|प्रकाशित|अपडेट|updated|cập nhật|giờ|lúc
    dipublikasikan|diperbarui|wib|pukul|发布|更新|时间|時間|发表于|公開|配信|掲載|最終|更新日|公開日|分|時|入力
    입력|수정|등록|업데이트|오전|오후
    게재|송고|تاريخ|النشر
"""

MONTHS = r"""
    jan\w*|feb\w*|mar\w*|apr\w*|may|mai|jun\w*|jul\w*|aug\w*|sep\w*|oct\w*|okt\w*|nov\w*|dec\w*|dez\w*
    mon(?:day)?|tue\w*|wed\w*|thu\w*|fri(?:day)?|sat\w*|sun(?:day)?|januar|februar|märz|mär|montag
    dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|sonnabend|mo|di|mi|do|fr|sa|so|janv\w*|févr\w*
    mars|avr\w*|juin|juil\w*|août|sept\w*|déc\w*|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche
    ene\w*|abr\w*|mayo|ago\w*|dic\w*|lunes|martes|miércoles|jueves|viernes|sábado|domingo|janeiro
    fevereiro|março|maio|junho|julho|setembro|outubro|novembro|dezembro
    (?:segunda|terça|quarta|quinta|sexta)(?:-feira)?|gen\w*|mag\w*|giu\w*|lug\w*|set\w*|ott\w*|lunedì
    martedì|mercoledì|giovedì|venerdì|sabato|domenica|maart|mei|augustus|maandag|dinsdag|woensdag
    donderdag|vrijdag|zaterdag|zondag|styczni\w*|lut\w*|marca|kwie\w*|maja|czerw\w*|lip\w*|sierp\w*
    wrze\w*|paźdz\w*|listopad\w*|grud\w*|led\w*|únor\w*|břez\w*|dub\w*|květ\w*|červ\w*|srp\w*|září
    říj\w*|pros\w*|янв\w*|фев\w*|мар\w*|апр\w*|ма[йя]|июн\w*|июл\w*|авг\w*|сен\w*|окт\w*|ноя\w*|дек\w*
    січ\w*|лют\w*|бер\w*|квіт\w*|трав\w*|черв\w*|лип\w*|серп\w*|верес\w*|жовт\w*|листоп\w*|груд\w*|ocak
    şubat|mart|nisan|mayıs|haziran|temmuz|ağustos|eylül|ekim|kasım|aralık|pazartesi|salı|çarşamba
    perşembe|cuma|cumartesi|pazar|يناير|فبراير|مارس|أبريل|مايو|يونيو|يوليو|أغسطس|سبتمبر|أكتوبر|نوفمبر
    ديسمبر|كانون|شباط|آذار|نيسان|أيار|حزيران|تموز|آب|أيلول|تشرين|الأول|الثاني
    (?:ال)?(?:أحد|اثنين|إثنين|ثلاثاء|أربعاء|خميس|جمعة|سبت)|ינואר|פברואר|מרץ|אפריל|מאי|יוני|יולי|אוגוסט
    ספטמבר|אוקטובר|נובמבר|דצמבר|जनवरी|फरवरी|मार्च|अप्रैल|मई|जून|जुलाई|अगस्त|सितंबर|अक्टूबर|नवंबर|दिसंबर
    tháng|ngày|thứ|januari|februari|maret|juni|juli|agustus|oktober|desember|senin|selasa|rabu|kamis
    jumat|sabtu|minggu|年|月|日|[月火水木金土日]曜?日?|星期[一二三四五六日天]|周[一二三四五六日]
    [월화수목금토일]요?일?|년|월|일
"""
