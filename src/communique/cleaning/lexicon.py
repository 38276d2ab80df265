# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Words by which lines of a page tell what they are, in the languages of the training pages and some more; editor's lists, weighed by training.

A word may be of several kinds: `KINDS` gives each kind a bit, `WORDS` each word the bits of its kinds.
"""

_LISTS = {
    # Small words of running prose; labels and menus have few of them.
    "small": """
        the of and to in a is that for on with as at by it from was were be has have had his her he she they their this which who an its but not are been or will would if when
        than so no de la que e o do da em para com os um uma el los en y del se por las le les des et est une dans il che di un per non sono der die das und ist von zu mit na
        não é são como mais ao à foi ser tem também lo con una su es al más fue du qui sur pas plus au aux ce pour den dem im nicht auch ein eine sich auf für als het een
        van dat op niet zijn ve bir bu için yang dan itu dari w z się jest af og i är det som och på della nel alla ha anche più
    """,
    # What pages say of themselves and articles seldom say.
    "furniture": """
        share shares tweet facebook twitter whatsapp instagram pinterest linkedin telegram email e-mail newsletter newsletters subscribe subscription sign signin login log register
        cookie cookies privacy terms copyright rights reserved advertisement advertise advertising sponsored promoted click here read also see more related recommended trending
        popular latest follow comment comments reply replies print download menu search home skip next previous watch video videos photo photos gallery live updated published
        posted about contact tag tags topic topics back loading app store rss faq alternate website browser javascript youtube reddit tumblr flipboard feedback account profile
        sections section archive archives help careers policy faqs sitemap edition editions shop cart checkout save view all top up sign-up toggle navigation close open submit
        compartilhar compartilhe curtir comentários comentar comentário assine assinatura publicidade anúncio leia mais veja últimas notícias início contato buscar pesquisar
        compartir comentarios suscríbete suscribirse anuncio leer más últimas noticias inicio contacto síguenos condividi commenti commento iscriviti pubblicità leggi altro
        ultime notizie cerca seguici articoli correlati teilen kommentare kommentar anmelden abonnieren abo werbung anzeige mehr lesen startseite suche impressum datenschutz
        partager commentaires commentaire abonnez abonnement publicité lire aussi accueil recherche contactez mentions légales paylaş yorum yorumlar abone reklam ara anasayfa
        iletişim delen reacties adverteren zoeken inloggen
    """,
    "credit": """
        photo photos photograph image images picture file pool via courtesy credit handout illustration caption screenshot getty reuters afp ap epa xinhua yonhap alamy
        shutterstock foto fotos crédito reprodução divulgação archivo
    """,
    "saying": """
        said says told according added announced stated reported noted warned urged asked called disse segundo afirmou dijo según afirmó sagte laut dit selon ha detto
    """,
    "person": "you your we our us i my me you're we're i'm you'll don't você seu sua nós tu nous vous wir sie",
    "pictured": "seen pictured shown left right above below",
    "month": """
        january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec janeiro fevereiro março abril maio
        junho julho agosto setembro outubro novembro dezembro enero febrero marzo mayo junio julio septiembre octubre noviembre diciembre gennaio febbraio aprile maggio giugno
        luglio settembre ottobre dicembre januar februar märz mai juni juli oktober dezember janvier février avril juin juillet août septembre octobre décembre
    """,
    "clock": "ago minutes minute hours hour hrs days day weeks week months am pm gmt est edt ist utc há horas minutos dias hace ore fa vor stunden il jours",
    # First words of lines that close an article or stand after one.
    "closer": """
        share tweet comments comment related recommended more tags tag topics topic filed read also see most trending newsletter sign subscribe advertise follow about copyright
        all popular latest featured previous next print email e-mail report source editor's editors top other don't must load view join log login click you post leave add write
        responses replies up similar compartilhe compartilhar comentários leia veja relacionados comparte compartir comentarios lea relacionado condividi commenti leggi
        correlati teilen kommentare mehr lesen partager commentaires lire sponsored promoted advertisement editorial newsletters watch listen explore discover what's recent
        categories archives meta links
    """,
    "clause": "he she it they but although however while because since when after before as if then",
}
KINDS = {kind: 1 << at for at, kind in enumerate(_LISTS)}
LINE_END = 1 << len(KINDS)
WORDS = {"\n": LINE_END}
for _kind, _words in _LISTS.items():
    for _word in _words.split():
        WORDS[_word] = WORDS.get(_word, 0) | KINDS[_kind]
