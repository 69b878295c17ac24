"""Frequent words by language: the cheapest evidence of what a text is written in."""

__all__ = ["FREQUENT_WORDS"]

FREQUENT_WORDS: dict[str, frozenset[str]] = {
    language: frozenset(words.split())
    for language, words in {
        "en": (
            "the of and to in is that for was with as are his have from by at not this but they which has "
            "been were would who will their its after said about than"
        ),
        "de": (
            "der die und das den von mit ist des im für auf nicht ein eine dem auch sich wird bei wie aus "
            "nach hat sind einen einer noch werden wurde zum zur über dass"
        ),
        "fr": (
            "le la les des et une du dans est pour qui sur pas par plus au avec ce sont mais cette ses aux "
            "son été ont leur être après même entre deux"
        ),
        "es": (
            "el la los las del que una por con para como más pero sus al fue este ha son está también sobre "
            "entre cuando muy desde hasta años según tras"
        ),
        "pt": (
            "o os as da do dos das que um uma para com não por mais como foi ao ele sua ou ser quando muito "
            "nos já está também pelo pela até são após"
        ),
        "it": (
            "il di che la della per un una del non con sono da dei alla nel più delle gli come anche ha dal "
            "al lo sul degli stato essere dopo questo nella"
        ),
        "nl": (
            "de het een van en in is dat op te voor met zijn die niet aan er ook als bij door naar heeft hij "
            "maar om uit wordt nog worden over dan"
        ),
        "sv": (
            "och att det som en på är av för med den till inte har om ett han men var jag från vi så kan "
            "efter när också under eller mot blir"
        ),
        "da": (
            "og at det en den til er som på de med han af for ikke der var et har om men vi havde fra efter "
            "også ved blev hvor når eller skal bliver"
        ),
        "no": (
            "og det er på som en for med til av at har ikke den om et de han var fra men seg ble etter også "
            "blir når eller vil hun ved å"
        ),
        "fi": (
            "ja on ei että se oli joka mutta hän kun myös ovat kuin mukaan ole sen jo jos niin tai sekä "
            "ollut mitä vain jotka olisi vielä ovat noin"
        ),
        "pl": (
            "w i na z się nie do to jest że o jak po od za ale przez dla tym są oraz co już tego który przy "
            "może był jego także które roku"
        ),
        "cs": (
            "a v na se je že s z do o to za by ale jako po od který pro jsou ve si podle jeho byl také jen "
            "už které kde která až při"
        ),
        "sk": (
            "a v na sa je že s z do o to za by ale ako po od ktorý pre sú vo si podľa jeho bol aj len už "
            "ktoré kde ktorá až pri"
        ),
        "sl": ("je in v na se da za so z pa ki po bi kot ne tudi od ni do še pri bo iz o ali leta bil tem bila ter"),
        "hr": (
            "je u i na se da za su od s što a koji će nije o kako iz kao ne po do te bi koje koja ili samo "
            "prema više jer bio"
        ),
        "hu": (
            "a az és hogy nem is egy ez meg volt de csak van el azt mint már még szerint ha vagy aki után "
            "lesz sem között több ki lehet"
        ),
        "ro": (
            "de la și în a cu pe din o care că nu un pentru mai este sunt să au al fost ce dar după prin fi "
            "cel ca lui unei"
        ),
        "tr": (
            "ve bir bu da de için ile olarak çok daha olan gibi kadar sonra ne o en olduğu ise var ama dedi "
            "değil göre tarafından iki olduğunu"
        ),
        "id": (
            "yang dan di untuk dengan ini dari dalam itu pada tidak akan juga ke oleh saat bisa sebagai "
            "tersebut ada telah karena atau lebih kata mereka para"
        ),
        "vi": (
            "của và là có được cho trong một không với các những người đã này khi để tại từ về đến ra vào "
            "năm nhiều như bị sẽ cũng"
        ),
        "lt": (
            "ir yra kad į iš su tai bet kaip dėl buvo apie o jau už jo nuo po ne jis prie kurie dar tik "
            "pagal bus arba iki jei"
        ),
        "lv": (
            "un ir ka no ar par uz kas bet kā tas lai arī pēc nav vai gan tika tiek to pie jau bija viņš "
            "līdz gada savu jo"
        ),
        "et": (
            "ja on ei et ta see ka oli kui aga mis kes oma ning või selle siis nii ole pärast üle juba kuid "
            "veel poolt mille välja"
        ),
        "is": (
            "og að í á er sem um það var til með en við fyrir ekki hann því af eru hafa frá ég eftir verið "
            "hefur hún þegar úr"
        ),
        "ca": (
            "el la els les de del que un una i per amb no és en al com més ha ser aquest són també fins "
            "sobre dels però seva"
        ),
        "sq": "të në e dhe për me një nga që është i se ka si më do u nuk ishte edhe por janë kanë pas kjo tha",
        "sw": (
            "ya na wa kwa ni katika za la kuwa cha hiyo hii huo huyo wakati pia ambao baada alisema kama "
            "wake yake hilo watu"
        ),
        "af": (
            "die van en in is het dat nie vir om te met op sy was wat aan hy sal ook maar word deur by uit na hulle as"
        ),
        "tl": "ang ng sa na mga ay at ni para ito hindi kung may nang din siya mula pa dahil sila kay si",
    }.items()
}
"""Some thirty function words a language, of languages in Latin script that news sites write in most."""
