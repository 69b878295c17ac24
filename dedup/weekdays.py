"""The days of the week in some sixty languages."""

__all__ = ["WEEKDAYS"]

_DAYS = (
    "astelehena dilluns dushanba esmaspaev esmaspaeval hetfo hetfoi hetfon isnin jumatatu lundi lunedi lunes "
    "luni luns maanantai maanantaina maandag mandag mandagen manudag manudagur monday montag mvulo pazartesi "
    "pirmadieni pirmadienis pirmdien pirmdiena pondeli pondelka pondelok ponedeljek ponedjeljak poniedziałek "
    "poniedziałku segunda senin umsombuluko δευτερα δευτερασ даваа дүисенбі дүишөмбү панядзелак понеделник "
    "понедельник понедельника понедељак понеділка понеділок երկուշաբթի שני الاثنين دوشنبه پیر सोमबार सोमवार "
    "সোমবার ਸੋਮਵਾਰ સોમવાર திங்கள் సోమవారం සඳුදා ორშაბათი ሰኞ 一 月",
    "antradieni antradienis asteartea dienstag dimarts dinsdag jumanne kedd kedden keddi lwesibini mardi "
    "martedi martes marti otrdien otrdiena salı selasa seshanba teisipaev teisipaeval terca tiistai tiistaina "
    "tirsdag tisdag tisdagen torek tuesday ulwesibili uterka utery utorak utorok wtorek wtorku þriðjudag "
    "þriðjudagur τριτη τριτησ ауторак вторник вторника вівторка вівторок мягмар сеисенбі уторак шеишемби "
    "երեքշաբթի שלישי الثلاثاء سهشنبه منگل मंगलवार मंगळवार मङ्गलबार মঙ্গলবার ਮੰਗਲਵਾਰ મંગળવાર செவ்வாய் మంగళవారం "
    "අඟහරුවාදා სამშაბათი ማክሰኞ 二 火",
    "asteazkena carsamba chorshanba cərsənbə dimecres jumatano keskiviikko keskiviikkona kolmapaev kolmapaeval "
    "lwesithathu mercoledi mercores mercredi miercoles miercuri mittwoch miðvikudag miðvikudagur onsdag "
    "onsdagen quarta rabu sreda sredo srijeda srijedu sroda srode srody streda stredu stredy szerda szerdai "
    "szerdan treciadieni treciadienis tresdien tresdiena ulwesithathu wednesday woensdag τεταρτη τεταρτησ "
    "лхагва серада сераду середа середу среда среду среды сряда сәрсенбі шаршемби չորեքշաբթի רביעי الاربعاء "
    "بدھ چهارشنبه बुधबार बुधवार বুধবার ਬੁੱਧਵਾਰ બુધવાર புதன் బుధవారం බදාදා ოთხშაბათი ረቡዕ 三 水",
    "alhamisi cetrtek ceturtdien ceturtdiena cetvrtak csutortok csutortokon ctvrtek ctvrtka czwartek czwartku "
    "dijous donderdag donnerstag fimmtudag fimmtudagur giovedi jeudi joi jueves kamis ketvirtadieni "
    "ketvirtadienis khamis lwesine neljapaev neljapaeval osteguna payshanba persembe quinta stvrtok thursday "
    "torsdag torsdagen torstai torstaina ulwesine xoves πεμπτη πεμπτησ беисенбі беишемби пүрэв чацвер четвер "
    "четверг четверга четвртак четврток четвъртък հինգշաբթի חמישי الخميس جمعرات پنجشنبه गुरुवार बिहिबार "
    "বৃহস্পতিবার ਵੀਰਵਾਰ ગુરુવાર வியாழன் గురువారం බ්රහස්පතින්දා ხუთშაბათი ሐሙስ 四 木",
    "cuma cumə divendres fostudag fostudagur fredag fredagen freitag friday ijumaa juma jumaat jumat "
    "lwesihlanu ostirala patek patku penktadieni penktadienis pentek penteken penteki perjantai perjantaina "
    "petak petek piatek piatku piatok piektdien piektdiena reede reedel sexta ulwesihlanu vendredi venerdi "
    "venres viernes vineri vrijdag vrydag παρασκευη παρασκευησ баасан жума жұма пʼятниця петак петок петък "
    "пятница пятницу пятницы пятніца ятницу ուրբաթ שישי الجمعة جمعه جمعہ शुक्रबार शुक्रवार শুক্রবার ਸ਼ੁੱਕਰਵਾਰ "
    "શુક્રવાર வெள்ளி శుక్రవారం සිකුරාදා პარასკევი ዓርብ 五 金",
    "cumartesi dissabte jumamosi larunbata lauantai lauantaina laugardag laugardagur laupaev laupaeval lordag "
    "lordagen lørdag mgqibelo sabado sabato sabtu sambata samedi samstag saterdag saturday sestadieni "
    "sestadienis sestdien sestdiena shanba sobota sobote soboto sobotu soboty sonnabend subota subotu szombat "
    "szombati szombaton sənbə umgqibelo zaterdag σαββατο σαββατου бямба ишемби сабота сенбі суббота субботу "
    "субботы субота суботу събота շաբաթ שבת السبت شنبه ہفتہ शनिबार शनिवार শনিবার ਸ਼ਨਿੱਚਰਵਾਰ શનિવાર சனி శనివారం "
    "සෙනසුරාදා შაბათი ቅዳሜ 六 土",
    "ahad bazar cawe dimanche diumenge domenica domingo domingos duminica igandea isonto jumapili minggu "
    "nedela nedele nedeli nedelja nedelu nedjelja niedziela niedziele niedzieli pazar puhapaev puhapaeval "
    "sekmadieni sekmadienis sondag sondagen sonntag sonntags sunday sunnudag sunnudagur sunnuntai sunnuntaina "
    "svetdien svetdiena søndag vasarnap vasarnapi yakshanba zondag κυριακη κυριακησ воскресенье воскресенья "
    "жексенбі жекшемби недела неделю неделя недеља неділю неділя нядзелю нядзеля ням կիրակի ראשון اتوار الاحد "
    "یکشنبه आइतबार रविवार রবিবার ਐਤਵਾਰ રવિવાર ஞாயிறு ఆదివారం ඉරිදා კვირა እሑድ 日",
)
"""Monday to Sunday, as tokens: case folded, without accents. From Unicode CLDR (release 47, via Babel), with inflected
forms; in Han script the characters that name a day, which are numerals as well."""

WEEKDAYS: dict[str, int] = {word: day for day, words in enumerate(_DAYS) for word in words.split()}
"""Which day a word names, 0 being Monday."""
