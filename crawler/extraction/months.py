"""Month names of some fifty languages, wide and abbreviated, from Unicode CLDR (release 47, via Babel)."""

__all__ = ["MERIDIEMS", "MONTHS"]

MERIDIEMS: dict[str, int] = {"am": 0, "pm": 12, "오전": 0, "오후": 12, "午前": 0, "午後": 12, "上午": 0, "下午": 12}
"""Hours to add to a clock of twelve."""

_NAMES = (
    "ean eanáir ene enero gen gener gennaio ian ianuarie ion ionawr jaan jaanuar jan janar janeiro januar "
    "januari januarie january január januára janv janvier janvāris janúar led leden ledna oca ocak saus "
    "sausio sausis sij siječanj siječnja sty styczeń stycznia tammi tammikuu tammikuuta urt urtarrila xan "
    "xaneiro yan yanvar ιαν ιανουάριοσ ιανουαρίου сту студзень студзеня січ січень січня янв январь "
    "января яну януари јан јануари ינואר ינו׳ جنوری يناير ژانویه ژانویهٔ जनवरी जन॰ জানু জানুয়ারী ஜனவரி "
    "ม.ค มกราคม",
    "chw chwef chwefror feabh feabhra feb febbraio febr febreiro febrer febrero februar februari "
    "februarie february február februára februāris febrúar fev fevereiro fevral févr février helmi "
    "helmikuu helmikuuta lut lutego luty ots otsaila shk shkurt vas vasario vasaris veebr veebruar velj "
    "veljača veljače úno únor února şub şubat φεβ φεβρουάριοσ φεβρουαρίου лют лютага лютий лютого люты "
    "фев февр февраль февраля февруари פברואר פבר׳ فبراير فروری فوریه فوریهٔ फ़रवरी फ़र॰ ফেব ফেব্রুয়ারী "
    "பிப் பிப்ரவரி ก.พ กุมภาพันธ์",
    "bře březen března kov kovas kovo maalis maaliskuu maaliskuuta maart mac machi mar marca march marec "
    "maret mars mart martie marts martxoa marzec marzo març março maw mawrth mrt márc március márta mär "
    "märts märz ožu ožujak ožujka μάρ μάρτιοσ μαρ μαρτίου бер березень березня мар март марта сак сакавік "
    "сакавіка מרץ مارس مارچ मार्च মার্চ மார் மார்ச் มี.ค มีนาคม",
    "abr abril aib aibreán api apirila apr aprel april aprile aprili aprilie aprill apríl apríla aprīlis "
    "avr avril bal balandis balandžio dub duben dubna ebr ebrill huhti huhtikuu huhtikuuta kwi kwiecień "
    "kwietnia nis nisan pri prill tra travanj travnja ápr április απρ απρίλιοσ απριλίου апр апрель апреля "
    "април квіт квітень квітня кра красавік красавіка אפריל אפר׳ آوریل أبريل اپریل अप्रैल এপ্রি এপ্রিল "
    "ஏப் ஏப்ரல் เม.ย เมษายน",
    "beal bealtaine geg gegužė gegužės kvě květen května mag maggio mai maiatza maig maijs maio maj maja "
    "may mayo mayıs maí mei máj mája május svi svibanj svibnja touko toukokuu toukokuuta μάι μάιοσ μαΐ "
    "μαΐου май мая мај трав травень травня מאי مئی مايو مهٔ मई মে พ.ค พฤษภาคม",
    "birž birželio birželis cze czerwca czerwiec eka ekaina giu giugno haz haziran iun iunie iyn iyun "
    "juin jun june junho juni junie junij junio juny juuni jún júna június júní jūn jūnijs kesä kesäkuu "
    "kesäkuuta lipanj lipnja meh mehefin meith meitheamh qer qershor xuño červen června čvn ιουν ιουνίου "
    "ιούν ιούνιοσ июн июнь июня черв червень червня чэр чэрвень чэрвеня юни јун јуни יוני جون يونيو ژوئن "
    "जून জুন ஜூன் มิ.ย มิถุนายน",
    "gor gorff gorffennaf heinä heinäkuu heinäkuuta iul iulie iyl iyul iúil juil juillet jul julai julho "
    "juli julie julij julio juliol july juuli júl júla július júlí jūl jūlijs korr korrik liep liepa "
    "liepos lip lipca lipiec lug luglio srpanj srpnja tem temmuz uzt uztaila xul xullo července červenec "
    "čvc ιουλ ιουλίου ιούλ ιούλιοσ июл июль июля лип липень липня ліп ліпень ліпеня юли јул јули יולי "
    "جولائی يوليو ژوئیه ژوئیهٔ जुलाई जुल॰ জুল জুলাই ஜூலை ก.ค กรกฎาคม",
    "abu abuztua ago agost agosti agosto agu agustus août aug august augusta augusti augusts augustus "
    "augusztus avg avgust avq avqust awst ağu ağustos elo elokuu elokuuta gush gusht kol kolovoz kolovoza "
    "lún lúnasa ogo ogos rugp rugpjūtis rugpjūčio sie sierpień sierpnia srp srpen srpna ágú ágúst αυγ "
    "αυγούστου αύγ αύγουστοσ авг август августа жні жнівень жніўня серп серпень серпня אוגוסט אוג׳ أغسطس "
    "اوت اگست अगस्त अग॰ আগস্ট ஆகஸ்ட் ส.ค สิงหาคม",
    "eyl eylül ira iraila medi mfómh rugs rugsėjis rugsėjo ruj rujan rujna sen sentyabr sep sept septemba "
    "septembar september septembra septembre septembrie septembris septiembre set setembre setembro "
    "settembre sht shtator syys syyskuu syyskuuta szept szeptember wrz wrzesień września zář září σεπ "
    "σεπτέμβριοσ σεπτεμβρίου вер верасень верасня вересень вересня сент сентябрь сентября сеп септември "
    "ספטמבר ספט׳ سبتمبر ستمبر سپتامبر सितंबर सित॰ সেপ সেপ্টেম্বর செப் செப்டம்பர் ก.ย กันยายน",
    "dfómh eki ekim hyd hydref loka lokakuu lokakuuta oct october octobre octombrie octubre okt oktoba "
    "oktobar oktober oktobris oktoober oktyabr október októbra ott ottobre out outubro paź październik "
    "października spal spalio spalis tet tetor urr urria říj říjen října οκτ οκτωβρίου οκτώβριοσ жовт "
    "жовтень жовтня кас кастрычнік кастрычніка окт октомври октябрь октября אוקטובר אוק׳ أكتوبر اکتبر "
    "اکتوبر अक्टूबर अक्टू॰ অক্টো অক্টোবর அக் அக்டோபர் ต.ค ตุลาคม",
    "aza azaroa kas kasım lapkr lapkritis lapkričio lis listopad listopada listopadu marras marraskuu "
    "marraskuuta noiembrie nov novemba novembar november novembra novembre novembris novembro noviembre "
    "noy noyabr nën nëntor nóv nóvember samh samhain stu studeni studenoga tach tachwedd νοέ νοέμβριοσ "
    "νοε νοεμβρίου лист листопад листопада ліс лістапад лістапада ное ноември нояб ноябрь ноября נובמבר "
    "נוב׳ نوامبر نوفمبر نومبر नवंबर नव॰ নভে নভেম্বর நவம்பர் พ.ย พฤศจิกายน",
    "abe abendua ara aralık dec decembar december decembra decembrie decembris decembro dek dekabr des "
    "desemba desember desembre dets detsember dez dezember dezembro dhj dhjetor dic dicembre diciembre "
    "dis disember déc décembre gru grudnia grudzień gruod gruodis gruodžio joulu joulukuu joulukuuta noll "
    "nollaig pro prosinac prosinca prosince prosinec rhag rhagfyr δεκ δεκέμβριοσ δεκεμβρίου груд грудень "
    "грудня дек декабрь декабря декември сне снежань снежня דצמבר דצמ׳ دسامبر دسمبر ديسمبر दिसंबर दिस॰ "
    "ডিসে ডিসেম্বর டிச டிசம்பர் ธ.ค ธันวาคม",
)

MONTHS: dict[str, int] = {name: number for number, names in enumerate(_NAMES, 1) for name in names.split()}
"""Number of the month by its case-folded name. Where two languages disagree (Croatian, Polish and Czech: lip, srp,
listopad), the one with more speakers holds."""
