"""Invented people and addresses.

Names are put together at random from lists by origin, as one finds them in an
outer and inner London borough, with their accents: they must survive import,
search, sorting, letters and PDF. Postcodes have a valid form in districts that
are not assigned (SE29 and above, DA19 and above, E21 and above), so that no
address exists.
"""

# origin: (women's and girls' names, men's and boys' names, surnames)
ORIGINS = {
    "english": (
        "Alice Beatrix Chloë Esme Felicity Georgina Harriet Imogen Jocelyn Kezia Mabel Zoë",
        "Alfie Barnaby Callum Dexter Edmund Freddie Gideon Jasper Leopold Rupert Stanley Toby",
        "Ackerley Birtwhistle Cottersall Dunmore Fairbrass Gathercole Hathersage Inchbold Larkham Pettifer Thistlewood"
        " Wainscott",
    ),
    "irish": (
        "Aoife Bláthnaid Caoimhe Gráinne Niamh Róisín Sadhbh Sinéad",
        "Cillian Dáithí Fionn Oisín Pádraig Ruairí Seán Tadhg",
        "Mac·Giolla·Bríde Ní·Mhurchú O’Callanan O'Dwyer Ó·Dálaigh Ó·Súilleabháin",
    ),
    "welsh": (
        "Angharad Ffion Gwenllïan Mair Siân Tegwen",
        "Dafydd Emrys Gethin Iolo Llŷr Rhodri",
        "ap·Gwynfor Cadwaladr Llewellyn-Hughes Penhallow Trefaldwyn Ystwyth",
    ),
    "yoruba": (
        "Adéọlá Fọlákẹ́ Títílayọ̀ Yéwándé Olúwaṣeun Ìyábọ̀",
        "Adébáyọ̀ Babájídé Káyọ̀dé Ọláolúwa Táíwò Kẹ́hìndé",
        "Adéyẹmí Akíntọ́lá Ògúnbánwò Ọ̀ṣúntókun Olówólayémọ̀ Ṣówándé",
    ),
    "igbo": (
        "Adaeze Chidinma Ifeọma Ngọzi Obiageli Uchenna",
        "Chukwuemeka Ikenna Nnamdi Obinna Ugochukwu Zikora",
        "Anyanwu-Obi Ezeilo Ifeanyichukwu Nwachinemere Okwudili Ụzọamaka",
    ),
    "ghanaian": (
        "Abena Afua Akosua Esi Maame Yaa",
        "Kofi Kwabena Kwaku Nana Yaw Ebo",
        "Ampofo-Dankwa Asantewaa Boakyewaa Darkowaa Frimpomaa Nyamekye",
    ),
    "caribbean": (
        "Alecia Delphine Keisha Marvelyn Shanice Trudy-Ann",
        "Delroy Errol Junior Kemar Linval Tyrese",
        "Barrington-Coombs Campbell-Reid Gayleforth McFarquhar Pinnockson St·Hilaire",
    ),
    "somali": (
        "Asha Faadumo Hodan Ifrah Sagal Xaawo",
        "Abdirahmaan Cabdi Guuleed Liibaan Maxamed Saalax",
        "Axmed·Cali Cabdullahi Faarax Jaamac Warsame·Nuur Xirsi",
    ),
    "bengali": (
        "Afroza Jesmin Nusrat Rokeya Shahnaz Tahmina",
        "Abdul·Motin Fokrul Jubair Nazmul Rafiqul Shafiul",
        "Begum·Chowdhury Khatunara Laskarpur Miahbari Talukderi Uddinpasha",
    ),
    "punjabi": (
        "Gurpreet Harleen Jasleen Manjit Navdeep Simran",
        "Amrik Balraj Gurdit Harjot Inderjeet Sukhdev",
        "Bains-Dhaliwal Ghataure Johalpur Kandhola Sekhonwal Virdiraj",
    ),
    "tamil": (
        "Abirami Kavitha Nirojini Pavithra Thusyanthi Yalini",
        "Arulnithi Kirushan Nilavan Pirathap Suthaharan Vaseeharan",
        "Ampikaipalan Krishnapillaiyan Nadesalingam Puvanenthiran Selvakumaran Thirunavukkarasan",
    ),
    "turkish": (
        "Ayşe Çağla Gülşen İpek Özlem Şükran",
        "Çetin Doğukan İbrahim Oğuzhan Tuğrul Yiğit",
        "Akgündüz Bayramoğlu Çiçekdağı Gökçeören Küçükçelik Şahinbaş",
    ),
    "kurdish": (
        "Berîvan Dîlan Hêlîn Rojîn Şîlan",
        "Azad Baran Rêber Serhed Şivan",
        "Aslankaya Demirtepe Kılıçgedik Ölmezoğlu Yüzbaşıgil",
    ),
    "polish": (
        "Agnieszka Bożena Grażyna Jadwiga Łucja Małgorzata",
        "Błażej Grzegorz Kazimierz Łukasz Michał Zdzisław",
        "Błaszkowiak Dąbrówczyk Gołębiewicz Kłosińska Świętojański Żółtowicz",
    ),
    "romanian": (
        "Anișoara Crenguța Ionela Mădălina Ștefania",
        "Bogdan Cătălin Iulian Răzvan Ștefan",
        "Bălănescu-Radu Cioclișteanu Drăgulănescu Mărgăritescu Țepeneag",
    ),
    "lithuanian": (
        "Aušra Eglė Jūratė Rūta Živilė",
        "Ąžuolas Gintaras Kęstutis Vytenis Žilvinas",
        "Čepulionytė Jankūnaitis Mažvydžius Šimkūnas Žukauskienė",
    ),
    "czech": (
        "Božena Eliška Kateřina Ludmila Žofie",
        "Bořivoj Jiří Matěj Ondřej Řehoř",
        "Dvořáčková Hrubešová Křížalka Němečkář Šťastníková",
    ),
    "hungarian": (
        "Ágnes Erzsébet Ildikó Zsófia",
        "Ákos Gergő Lőrinc Zsombor",
        "Bőszörményi Gyöngyösi Kőszeghy Nagyváradi Üveges",
    ),
    "ukrainian": (
        "Daryna Kateryna Liudmyla Oleksandra Solomiia",
        "Andrii Bohdan Mykyta Taras Yevhen",
        "Bilokrynytska Horobchenko Kovalyshyn Semenychuk Zavhorodnii",
    ),
    "albanian": (
        "Albulena Drita Elira Fatbardha",
        "Agron Besnik Ilir Përparim",
        "Çelaj Dëshmori Gjonbalaj Hoxhallari Kërçiku",
    ),
    "vietnamese": (
        "Ánh Bích·Ngọc Diễm Hồng·Nhung Thảo Tuyết",
        "Bảo Đức Hoàng Quốc·Khánh Thắng Vĩnh",
        "Bùi·Thị Đặng·Văn Huỳnh·Thị Lê·Đình Nguyễn·Thị Phạm·Quỳnh",
    ),
    "chinese": (
        "Hui-Min Jiayi Mei-Ling Xiǎohóng Yùlán",
        "Chun-Hei Haoran Jianguo Wénbīn Zhìyuán",
        "Au-Yeung Lǚ Ouyang Sītú Xú",
    ),
    "portuguese": (
        "Ângela Beatriz Conceição Inês Luísa",
        "Anísio Estêvão João Simão Tomé",
        "Brandão·de·Sá Falcão Guimarães·Nóbrega Magalhães·Luz Sequeira·Quintão",
    ),
    "latin american": (
        "Begoña Itzel María·José Ñusta Pilar Ximena",
        "Andrés Ángel·Iván Íñigo Joaquín Simón",
        "Cárdenas·Uribe Ibáñez·Peña Muñoz·Quiñónez Núñez·Bedoya Zúñiga",
    ),
    "french african": (
        "Aïssatou Bénédicte Françoise Grâce Noëlla",
        "Aimé Cédric François Kévin Théophile",
        "Bâ·Ndiaye Diaby-Koné Kouassi·N’Dri Mbuyï Tshibangu-Lévêque",
    ),
    "arabic": (
        "Amal Fāṭima Ḥanān Noor-al-Hudā Zaynab",
        "ʿAbd·al-Raḥmān Ḥusayn Idrīs Khālid Yūsuf",
        "al-Ḥaddād al-Qāḍī Ben·Slimène El·Khaṭīb Ḥamdāwī",
    ),
    "nordic": (
        "Åsa Freyja Ingibjörg Sólveig",
        "Bjørn Håkon Søren Þorsteinn",
        "Ångström-Lindh Bjørnebye Jónsdóttir Østergård",
    ),
    "german": (
        "Anneliese Käthe Lieselotte Mareike",
        "Götz Jürgen Rüdiger Wolfgang",
        "Großmüller Hölderich Kästnerfeld Weißenböck",
    ),
    "greek": (
        "Anthí Despina Kalliópi Myrtó",
        "Achilléas Kýros Lefteris Thémis",
        "Chrysafídou Hadjikyriákou Papanastasópoulos Zacharopoúlou",
    ),
}


def _words(text):
    return [w.replace("·", " ") for w in text.split()]


NAMES = {origin: tuple(_words(part) for part in parts) for origin, parts in ORIGINS.items()}
ORIGIN_LIST = list(NAMES)
# How often each origin is drawn; English, West African and Caribbean names are the commonest.
ORIGIN_WEIGHTS = [12, 3, 2, 6, 4, 4, 7, 4, 3, 3, 3, 4, 1, 4, 3, 2, 1, 1, 2, 2, 4, 3, 3, 3, 3, 4, 1, 1, 1]

STREET_FIRST = (
    "Quillmaker Brackenfield Copperlane Dovecote Elmsward Foxtail Gablethorn Hollowmere Ironmonger's Juniper·Rise "
    "Kilnstead Lavender·Fold Merrydown Nettlebank Oakenshaw Pikestaff Quarrendon Ravensgill Saltbox Tallow "
    "Underhay Vinegar Wharfinger Yarrow Zephyr Millrace Lampwick Starling Cobnut Ropewalk"
)
STREET_FIRST = _words(STREET_FIRST)
STREET_LAST = _words(
    "Road Road Road Street Street Close Avenue Gardens Mews Walk Court Terrace Way Rise Lane Square Crescent"
)
BUILDINGS = _words(
    "Flat·{n} Flat·{n} Flat·{n} Flat·{n}A Ground·Floor·Flat Top·Floor·Flat Basement·Flat Maisonette·{n} Unit·{n}"
)
BLOCKS = _words(
    "Hawser·House Tidemark·Court Bellfounder·Point Samphire·House Cordwainer·Heights Plover·Lodge Gantry·House"
    " Wick·House"
)
INWARD = "ABDEFGHJLNPQRSTUWXYZ"

# borough: (unassigned postcode districts, towns, wards)
PLACES = {
    "lewisham": (
        [f"SE{n}" for n in range(29, 40)],
        ["London"],
        [
            "Bellingham",
            "Blackheath",
            "Brockley",
            "Catford South",
            "Crofton Park",
            "Deptford",
            "Downham",
            "Evelyn",
            "Forest Hill",
            "Grove Park",
            "Hither Green",
            "Ladywell",
            "Lee Green",
            "Lewisham Central",
            "New Cross Gate",
            "Perry Vale",
            "Rushey Green",
            "Sydenham",
            "Telegraph Hill",
        ],
    ),
    "bexley": (
        [f"DA{n}" for n in range(19, 30)],
        ["Bexleyheath", "Sidcup", "Erith", "Welling", "Crayford", "Belvedere"],
        [
            "Barnehurst",
            "Belvedere",
            "Bexleyheath",
            "Blackfen & Lamorbey",
            "Crayford",
            "Erith",
            "Longlands",
            "Northumberland Heath",
            "Sidcup",
            "Slade Green & Northend",
            "Thamesmead East",
        ],
    ),
    "waltham forest": (
        [f"E{n}" for n in range(21, 35)],
        ["London"],
        [
            "Cann Hall",
            "Cathall",
            "Chapel End",
            "Chingford Green",
            "Endlebury",
            "Grove Green",
            "Hale End & Highams Park",
            "Hoe Street",
            "Leyton",
            "Leytonstone",
            "Markhouse",
            "William Morris",
            "Wood Street",
        ],
    ),
}


class Person:
    """A name with its origin, so that relatives can be given names that go with it."""

    __slots__ = ("given", "origin", "sex", "surname")

    def __init__(self, given, surname, origin, sex):
        self.given, self.surname, self.origin, self.sex = given, surname, origin, sex

    @property
    def name(self):
        return f"{self.given} {self.surname}"


def person(rng, sex=None):
    origin = rng.choices(ORIGIN_LIST, ORIGIN_WEIGHTS)[0]
    return relative(rng, origin, None, sex)


def relative(rng, origin, surname=None, sex=None):
    """A person of that origin, with that surname if one is given."""
    sex = sex or rng.choice("FM")
    women, men, surnames = NAMES[origin]
    given = rng.choice(women if sex == "F" else men)
    if rng.random() < 0.06:
        given = f"{given} {rng.choice([n for n in (women if sex == 'F' else men) if n != given])}"
    if surname is None:
        surname = rng.choice(surnames)
        if rng.random() < 0.05:
            surname = f"{surname}-{rng.choice(NAMES['english'][2])}"
    return Person(given, surname, origin, sex)


def child_of(rng, adult):
    """A child of that adult: mostly with the adult's surname."""
    if rng.random() < 0.75:
        child = relative(rng, adult.origin, adult.surname)
        while child.given == adult.given:
            child = relative(rng, adult.origin, adult.surname)
        return child
    return relative(rng, rng.choices(ORIGIN_LIST, ORIGIN_WEIGHTS)[0])


def postcode(rng, place):
    district = rng.choice(PLACES[place][0])
    return f"{district} {rng.randrange(1, 10)}{rng.choice(INWARD)}{rng.choice(INWARD)}"


def address(rng, place):
    """(line 1, line 2, town, postcode, ward)"""
    _districts, towns, wards = PLACES[place]
    street = f"{rng.choice(STREET_FIRST)} {rng.choice(STREET_LAST)}"
    number = rng.randrange(1, 240)
    kind = rng.random()
    if kind < 0.55:
        line_1, line_2 = f"{number} {street}", ""
    elif kind < 0.85:
        line_1, line_2 = (
            f"{rng.choice(BUILDINGS).format(n=rng.randrange(1, 60))}, {rng.choice(BLOCKS)}",
            f"{number} {street}",
        )
    else:
        line_1, line_2 = rng.choice(BUILDINGS).format(n=rng.randrange(1, 9)), f"{number} {street}"
    return line_1, line_2, rng.choice(towns), postcode(rng, place), rng.choice(wards)


EQUALITIES = {
    "gender": (["Not disclosed", "Female", "Male", "Prefer not to say", "Transgender"], [64, 26, 9, 1, 0.1]),
    "ethnicity": (
        [
            "Not disclosed",
            "African",
            "Any other mixed background",
            "Asian or Asian British Other",
            "Bangladeshi",
            "Caribbean",
            "Chinese",
            "Indian",
            "Pakistani",
            "Prefer not to say",
            "Turkish",
            "White and Black Caribbean",
            "White British",
            "White Other",
        ],
        [86, 1.5, 0.4, 0.5, 1, 1.5, 0.3, 0.4, 0.3, 1.4, 0.3, 0.5, 3, 1.6],
    ),
    "disability": (
        [
            "Not disclosed",
            "No disability",
            "Physical impairment",
            "Mobility issues",
            "Mental health condition",
            "Social or communication impairment",
            "Long standing illness",
        ],
        [93, 4, 0.8, 0.6, 0.8, 0.5, 0.3],
    ),
    "sexual orientation": (
        ["Not disclosed", "Prefer not to say", "Heterosexual", "Gay / Lesbian", "Bisexual"],
        [85, 8, 6, 0.6, 0.4],
    ),
    "age band": (
        ["Not disclosed", "0 - 14", "15 - 24", "25 - 54", "55 - 64", "65+"],
        [85, 0.8, 1.2, 9, 2.5, 1.5],
    ),
}


def equalities(rng, sex=None, age=None):
    """gender, ethnicity, disability, sexual orientation, age band: mostly not disclosed"""
    drawn = [rng.choices(values, weights)[0] for values, weights in EQUALITIES.values()]
    if drawn[0] in ("Female", "Male") and sex:
        drawn[0] = "Female" if sex == "F" else "Male"
    if drawn[4] != "Not disclosed":
        if age is None:  # an adult of unknown age
            drawn[4] = drawn[4] if drawn[4] not in ("0 - 14", "15 - 24") else "25 - 54"
        else:
            drawn[4] = "0 - 14" if age < 15 else "15 - 24" if age < 25 else "25 - 54"
    return tuple(drawn)
