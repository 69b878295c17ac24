"""Phrases that say whose work it is: pictures, writers, editors, agencies.

Regular expressions over a folded, case-folded line: one group of languages after another, alternatives parted by a
bar or a new line. See crawler.extraction.phrases for what each table means.
"""

CREDIT = r"""
    (?:photo|photos)(?:s)?(?: (?:courtesy(?: of)?|by|credit|source|via|from))? ?[:/|©-] ?.{1,100}
    (?:photograph|image)(?:s)?(?: (?:courtesy(?: of)?|by|credit|source|via|from))? ?[:/|©-] ?.{1,100}
    (?:images|picture)(?:s)?(?: (?:courtesy(?: of)?|by|credit|source|via|from))? ?[:/|©-] ?.{1,100}
    pictures(?:s)?(?: (?:courtesy(?: of)?|by|credit|source|via|from))? ?[:/|©-] ?.{1,100}
    illustration(?:s)?(?: (?:courtesy(?: of)?|by|credit|source|via|from))? ?[:/|©-] ?.{1,100}
    (?:graphic|video)(?:s)?(?: (?:courtesy(?: of)?|by|credit|source|via|from))? ?[:/|©-] ?.{1,100}
    (?:credit|credits)(?:s)?(?: (?:courtesy(?: of)?|by|credit|source|via|from))? ?[:/|©-] ?.{1,100}
    (?:source|photo credit)(?:s)?(?: (?:courtesy(?: of)?|by|credit|source|via|from))? ?[:/|©-] ?.{1,100}
    image credit(?:s)?(?: (?:courtesy(?: of)?|by|credit|source|via|from))? ?[:/|©-] ?.{1,100}
    image source(?:s)?(?: (?:courtesy(?: of)?|by|credit|source|via|from))? ?[:/|©-] ?.{1,100}
    (?:photo by|photos by)(?:s)?(?: (?:courtesy(?: of)?|by|credit|source|via|from))? ?[:/|©-] ?.{1,100}
    photograph by(?:s)?(?: (?:courtesy(?: of)?|by|credit|source|via|from))? ?[:/|©-] ?.{1,100}
    (?:image by|picture by)(?:s)?(?: (?:courtesy(?: of)?|by|credit|source|via|from))? ?[:/|©-] ?.{1,100}
    illustration by(?:s)?(?: (?:courtesy(?: of)?|by|credit|source|via|from))? ?[:/|©-] ?.{1,100}
    (?:video by|graphic by)(?:s)?(?: (?:courtesy(?: of)?|by|credit|source|via|from))? ?[:/|©-] ?.{1,100}
    courtesy(?: of)?(?:s)?(?: (?:courtesy(?: of)?|by|credit|source|via|from))? ?[:/|©-] ?.{1,100}
    (?:file photo|file)(?:s)?(?: (?:courtesy(?: of)?|by|credit|source|via|from))? ?[:/|©-] ?.{1,100}
    (?:getty|screenshot)(?:s)?(?: (?:courtesy(?: of)?|by|credit|source|via|from))? ?[:/|©-] ?.{1,100}
    (?:screengrab|handout)(?:s)?(?: (?:courtesy(?: of)?|by|credit|source|via|from))? ?[:/|©-] ?.{1,100}
    file image(?:s)?(?: (?:courtesy(?: of)?|by|credit|source|via|from))? ?[:/|©-] ?.{1,100}
    featured image(?:s)?(?: (?:courtesy(?: of)?|by|credit|source|via|from))? ?[:/|©-] ?.{1,100}
    cover image(?:s)?(?: (?:courtesy(?: of)?|by|credit|source|via|from))? ?[:/|©-] ?.{1,100}
    lead image(?:s)?(?: (?:courtesy(?: of)?|by|credit|source|via|from))? ?[:/|©-] ?.{1,100}
    (?:foto|fotos|bild|bilder|grafik|quelle|bildquelle|fotograf)(?:es|s|n)? ?[:：/|©=.] ?.{1,100}
    (?:fotograaf|symbolbild|archivbild|archivfoto|imago)(?:es|s|n)? ?[:：/|©=.] ?.{1,100}
    (?:picture alliance|dpa|bildnachweis|crédit(?:s)?(?: photo)?)(?:es|s|n)? ?[:：/|©=.] ?.{1,100}
    (?:photo d'illustration|source|image d'illustration|foto de)(?:es|s|n)? ?[:：/|©=.] ?.{1,100}
    (?:fotografía|imagen|fuente|foto cortesía|archivo|crédito|imagem)(?:es|s|n)? ?[:：/|©=.] ?.{1,100}
    (?:fonte|divulgação|reprodução|immagine|beeld|afbeelding|bron|kuva)(?:es|s|n)? ?[:：/|©=.] ?.{1,100}
    (?:kuvat|källa|kilde|zdjęcie|fot|źródło|zdroj|foto\w{0,2}|kép|fotó)(?:es|s|n)? ?[:：/|©=.] ?.{1,100}
    (?:forrás|sursa|sursă|фото|источник|иллюстрация|джерело|снимка)(?:es|s|n)? ?[:：/|©=.] ?.{1,100}
    (?:φωτογραφία|πηγή|fotoğraf|kaynak|görsel|الصورة|صورة|تصوير|المصدر)(?:es|s|n)? ?[:：/|©=.] ?.{1,100}
    (?:عکس|צילום|קרדיט|फोटो|ছবি|ภาพ|ที่มา|ảnh|nguồn|gambar|sumber)(?:es|s|n)? ?[:：/|©=.] ?.{1,100}
    (?:foto dok|picha|图|图片|图片来源|圖|圖片|攝影|来源|摄影) ?[:：/|©=.] ?.{1,100}
    (?:写真|画像|撮影|출처|사진|mynd)(?:es|s|n)? ?[:：/|©=.] ?.{1,100}
    ljósmynd(?:es|s|n)? ?[:：/|©=.] ?.{1,100}
    (?:©|\(c\)|ⓒ|copyright) ?.{1,100}
    .{0,120}(?:/|\bvia |\(|\| ?)(?:getty(?: images)?|reuters|afp|ap|ap photo)(?: .{0,30})?\)?\.?
    .{0,120}(?:/|\bvia |\(|\| ?)(?:ap images|dpa|shutterstock|istock|epa(?:-efe)?)(?: .{0,30})?\)?\.?
    .{0,120}(?:/|\bvia |\(|\| ?)(?:imago(?: images)?|picture alliance|pa|pa wire)(?: .{0,30})?\)?\.?
    .{0,120}(?:/|\bvia |\(|\| ?)(?:pa images|pa media|alamy|ansa|efe|lapresse)(?: .{0,30})?\)?\.?
    .{0,120}(?:/|\bvia |\(|\| ?)(?:unsplash|pixabay|pexels|bloomberg|xinhua|keystone)(?: .{0,30})?\)?\.?
    .{0,120}(?:/|\bvia |\(|\| ?)(?:apa|scanpix|ntb|tt|anp|belga|pap|čtk|mti|tass)(?: .{0,30})?\)?\.?
    .{0,120}(?:/|\bvia |\(|\| ?)(?:ritzau|lehtikuva|kyodo|yonhap|anadolu|handout)(?: .{0,30})?\)?\.?
    .{0,120}(?:/|\bvia |\(|\| ?)(?:file(?: photo)?|archive?|archiv)(?: .{0,30})?\)?\.?
    .{0,120}(?:— |- |\. |, )(?:getty images|shutterstock|istock|epa-efe|imago images)\.?
    .{0,120}(?:— |- |\. |, )(?:picture alliance|pa (?:wire|images|media)|alamy|ap photo|ap images)\.?
"""

CREDIT_AT_END = r"""
    [(\[](?:photo|foto|image|bild|credit|source|ap photo|file|picture|crédit)s?\b[^)\]]{0,80}[)\]]\.?$
    [(\[](?:imagen|imagem|immagine|zdjęcie|фото|courtesy|screenshot)s?\b[^)\]]{0,80}[)\]]\.?$
    [(\[](?:illustration|quelle)s?\b[^)\]]{0,80}[)\]]\.?$
    (?:photo|foto|fotos|image|bild)(?: (?:credit|by|courtesy|de|von|of))? ?[:：/] ?[^.!?]{2,60}\.?$
    (?:bilder|crédit|credit|imagen)(?: (?:credit|by|courtesy|de|von|of))? ?[:：/] ?[^.!?]{2,60}\.?$
    (?:fotografía|imagem|immagine|beeld)(?: (?:credit|by|courtesy|de|von|of))? ?[:：/] ?[^.!?]{2,60}\.?$
    (?:kuva|zdjęcie|fot\.|фото|fotoğraf)(?: (?:credit|by|courtesy|de|von|of))? ?[:：/] ?[^.!?]{2,60}\.?$
    (?:ảnh|写真|사진|photographs?|picture)(?: (?:credit|by|courtesy|de|von|of))? ?[:：/] ?[^.!?]{2,60}\.?$
    (?:/|via |— |- |\()(?:getty images|getty|reuters|afp|ap|dpa|shutterstock|epa|imago)\)?\.?$
    (?:/|via |— |- |\()(?:picture alliance|pa wire|pa images|alamy|ansa|efe|keystone|apa|scanpix)\)?\.?$
    (?:/|via |— |- |\()(?:anadolu|xinhua)\)?\.?$
"""

AUTHOR_NOTE = r"""
    (?:is|was|has been|serves as) (?:a|an|the|our)(?: \S+){0,6} (?:reporter|journalist|editor)
    (?:is|was|has been|serves as) (?:a|an|the|our)(?: \S+){0,6} (?:correspondent|columnist|writer)
    (?:is|was|has been|serves as) (?:a|an|the|our)(?: \S+){0,6} (?:contributor|fellow|professor|author)
    (?:is|was|has been|serves as) (?:a|an|the|our)(?: \S+){0,6} (?:producer|critic|blogger|intern|staff)
    (?:is|was|has been|serves as) (?:a|an|the|our)(?: \S+){0,6} (?:veteran|director|analyst)
    (?:covers|writes (?:about|for)|reports on|has (?:covered|written|worked|been writing))
    (?:graduated from|can be (?:reached|contacted|followed)|joined .{2,30} in \d{4})
    (?:the )?(?:views|opinions) expressed|the (?:author|writer) (?:is|can)
    (?:about the author|der autor|die autorin|über den autor|über die autorin|zur person)
    autor(?:in)? (?:ist|war|bei)
    (?:ist|arbeitet|schreibt|studierte|berichtet)(?: \S+){0,8} (?:redakteur|journalist|autor)\w*
    (?:ist|arbeitet|schreibt|studierte|berichtet)(?: \S+){0,8} (?:reporter|korrespondent|volontär)\w*
    (?:ist|arbeitet|schreibt|studierte|berichtet)(?: \S+){0,8} ressort\w*
    (?:jahrgang \d{4}|\(\*\s?\d{4}\)|geboren \d{4})
    (?:est|sobre el autor|es|é) (?:un |une |a |la |el )?(?:journaliste|rédact\w+|periodista|redactor\w*)
    (?:est|sobre el autor|es|é) (?:un |une |a |la |el )?(?:jornalista|giornalista|repórter)
    redaktor(?:ka)? |dziennikarz|dziennikarka
"""

SIGNED = r"""
    by|von|par|por|di|door|av|af|autor|autorka|autore|auteur|author|text|texte|texto|testo|tekst
    translated by|traduit (?:de l'\w+ )?par|aus dem \w+(?: übersetzt)? von
    written by|reported by|words by|story by|reporting by|posted by
    ein (?:artikel|beitrag|kommentar|interview|gastbeitrag|essay|text|bericht) von|escrito por|redazione
    redacción|redação|rédaction|redaktion|redakcja|redakce|kirjoittaja|autoři|автор|текст|автори|yazan
    yazar|muhabir|بقلم|كتب|كتبت|מאת|लेखक|oleh|penulis|reporter|editor|记者|記者|作者|文|撰文|编辑|責任編輯|責編
    文／|取材|執筆
    기자|글
"""

STAFF = r"""
    (?:责任|責任|本文|值班|见习|通讯)?(?:编辑|編輯|编审|校对|审核|记者|記者|作者|撰文|摄影|监制|統籌|统筹)|责编
    責編|一审|二审|三审
    取材(?:・文)?|文|構成|撮影|写真|執筆|編集(?:部)?
"""

KOREAN_STAFF = r"""
    [가-힣]{2,4} ?(?:[가-힣]{1,6} )?(?:기자|특파원|논설위원|인턴기자|객원기자)(?:\s*[=|]?\s*\S+@\S+)?
"""

SOURCES = r"""
    来源|來源|稿源|出处|出處|出典|提供|source|quelle|fuente|fonte|источник|джерело|źródło|kaynak|المصدر
"""

AGENCIES = r"""
    afp|aap|ap|apa|associated press|ansa|anp|belga|bloomberg|cna|ctk|čtk|dpa|dpa-afx|efe|epd|europa press|ians
    interfax
    itar-tass|keystone|keystone-sda|kna|kyodo|lusa|mti|ntb|pa|pa media|pap|press association|pti|reuters|ritzau
    sda|sid
    stt|tanjug|tass|tt|upi|xinhua|yonhap|ani|sta|hina|fena|agerpres|bta|rtr|wires?|agencies|agenturen|agence|agencias
    redaktion|staff|news desk|newsdesk|web desk|online desk|агентства|агенції|وكالات|एजेंसी|新华社|共同|時事|연합뉴스
"""
