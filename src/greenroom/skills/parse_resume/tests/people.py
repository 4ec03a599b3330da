# ruff: noqa: E501  (one line for each post reads best)
"""Invented people, and what a reader should find in their resumes."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Post:
    title: str
    employer: str
    place: str
    dates: str
    start: str
    end: str
    tasks: tuple[str, ...]


@dataclass(frozen=True)
class School:
    degree: str
    subject: str
    school: str
    dates: str
    end: str


@dataclass(frozen=True)
class Person:
    """joint: how degree and subject are joined. headings: work, education, skills, languages, summary."""

    name: str
    email: str
    phone: str
    e164: str
    home: str
    headings: tuple[str, str, str, str, str]
    joint: str
    summary: str
    work: tuple[Post, ...]
    education: tuple[School, ...]
    skills: tuple[str, ...]
    languages: tuple[str, ...]


ENGLISH = ("Work Experience", "Education", "Skills", "Languages", "Summary")
PEOPLE = (
    Person(
        "Marlow Quillfeather", "marlow.q@example.org", "(512) 555-0142", "+15125550142", "Austin, TX",
        ENGLISH, " in ", "Line cook turned kitchen manager who likes quiet kitchens.",
        (
            Post("Kitchen Manager", "Copperkettle Diner", "Austin, TX", "June 2019 - Present", "2019-06", "present",
                 ("Run a kitchen of nine cooks on two shifts", "Cut food waste by a fifth with weekly counts")),
            Post("Line Cook", "Saltmarsh Grill", "Houston, TX", "March 2016 - May 2019", "2016-03", "2019-05",
                 ("Cooked two hundred covers a night on the grill", "Trained four new cooks")),
        ),
        (School("Associate of Applied Science", "Culinary Arts", "Bluebonnet Community College", "2014 - 2016", "2016"),),
        ("Menu costing", "Food safety", "Inventory"), ("English", "Spanish"),
    ),
    Person(
        "Ottoline Fenwarden", "o.fenwarden@example.org", "+44 20 7946 0018", "+442079460018", "Leeds, UK",
        ENGLISH, ", ", "Payroll lead with a calm hand for month end.",
        (
            Post("Payroll Team Lead", "Harrowgate Logistics Ltd", "Leeds, UK", "01/2020 – Present", "2020-01", "present",
                 ("Pay 1,400 people every month without a late run", "Moved the team from sheets to one system")),
            Post("Accounts Assistant", "Pennyroyal Textiles Ltd", "Bradford, UK", "09/2015 – 12/2019", "2015-09", "2019-12",
                 ("Matched supplier invoices each day", "Closed the sales ledger each month")),
        ),
        (School("BSc", "Accounting and Finance", "University of Northmoor", "2012 – 2015", "2015"),),
        ("Payroll", "Excel", "Reconciliation"), ("English", "Polish"),
    ),
    Person(
        "Friedhelm Sonnenacker", "friedhelm.sonnenacker@example.org", "0221 9988776", "+492219988776", "50667 Köln",
        ("Berufserfahrung", "Ausbildung", "Kenntnisse", "Sprachen", "Profil"), ", ",
        "Teamleiter mit Freude an geordneten Lagern.",
        (
            Post("Teamleiter Lager", "Nordlicht Logistik GmbH", "Köln", "03/2018 – heute", "2018-03", "present",
                 ("Leitung von zwölf Mitarbeitenden in drei Schichten", "Einführung einer neuen Lagersoftware")),
            Post("Staplerfahrer", "Rheinkorn Handels AG", "Düsseldorf", "08/2013 – 02/2018", "2013-08", "2018-02",
                 ("Be- und Entladen von Lkw", "Pflege der Bestände im System")),
        ),
        (School("Ausbildung zur Fachkraft", "Lagerlogistik", "Berufskolleg Deutzer Ring", "2010 – 2013", "2013"),),
        ("SAP", "Staplerschein", "Kommissionierung"), ("Deutsch", "Englisch"),
    ),
    Person(
        "Solène Maravent", "solene.maravent@example.org", "+33 4 99 00 11 22", "+33499001122", "69003 Lyon, France",
        ("Expérience professionnelle", "Formation", "Compétences", "Langues", "Profil"), " en ",
        "Infirmière attentive, à l'aise de nuit.",
        (
            Post("Infirmière de nuit", "Clinique des Tilleuls", "Lyon", "septembre 2017 – aujourd'hui", "2017-09", "present",
                 ("Soins de nuit pour vingt-deux patients", "Accueil et formation des stagiaires")),
            Post("Aide-soignante", "Résidence Les Glycines", "Grenoble", "janvier 2013 – août 2017", "2013-01", "2017-08",
                 ("Aide aux repas et à la toilette", "Suivi des dossiers des résidents")),
        ),
        (School("Licence", "sciences infirmières", "Université du Val Clair", "2009 – 2012", "2012"),),
        ("Soins", "Perfusion", "Écoute"), ("Français", "Anglais"),
    ),
    Person(
        "Ximena Arboleda Ruiseñor", "ximena.arboleda@example.org", "+34 912 345 678", "+34912345678", "Madrid, España",
        ("Experiencia laboral", "Formación académica", "Habilidades", "Idiomas", "Perfil"), " en ",
        "Recepcionista con oído para los huéspedes.",
        (
            Post("Jefa de recepción", "Hotel Alameda Vieja", "Madrid", "enero de 2020 – actualidad", "2020-01", "present",
                 ("Coordino a seis recepcionistas", "Respondo a las reseñas cada semana")),
            Post("Recepcionista", "Hostal Tres Pinos", "Toledo", "mayo de 2016 – diciembre de 2019", "2016-05", "2019-12",
                 ("Entrada y salida de huéspedes", "Reservas por teléfono y correo")),
        ),
        (School("Grado", "Turismo", "Universidad de Peñalta", "2012 – 2016", "2016"),),
        ("Opera PMS", "Atención al cliente", "Reservas"), ("Español", "Inglés"),
    ),
    Person(
        "Tancredo Vilaverde", "tancredo.vilaverde@example.org", "+351 21 000 1122", "+351210001122", "Porto, Portugal",
        ("Experiência profissional", "Formação académica", "Competências", "Idiomas", "Perfil"), " em ",
        "Técnico de manutenção que gosta de máquinas silenciosas.",
        (
            Post("Técnico de manutenção", "Metalúrgica Serra Azul", "Porto", "fevereiro de 2018 – presente", "2018-02",
                 "present", ("Manutenção preventiva de doze linhas", "Redução das paragens em um terço")),
            Post("Eletricista", "Construções Vale Claro Lda", "Braga", "março de 2012 – janeiro de 2018", "2012-03", "2018-01",
                 ("Instalações em edifícios de habitação", "Leitura de esquemas elétricos")),
        ),
        (School("Licenciatura", "Engenharia Eletrotécnica", "Instituto Politécnico do Monte", "2008 – 2012", "2012"),),
        ("Autómatos", "Soldadura", "Hidráulica"), ("Português", "Espanhol"),
    ),
    Person(
        "Priyanka Velladurai", "priyanka@velladurai.example.org", "+91 80 4000 1234", "+918040001234", "Bangalore, India",
        ENGLISH, " in ", "Backend engineer for payment systems.",
        (
            Post("Senior Software Engineer", "Lantern Pay Pvt Ltd", "Bangalore, India", "Aug 2020 - Present", "2020-08",
                 "present", ("Built the ledger service in Python and PostgreSQL", "Took the on-call load from nightly to rare")),
            Post("Software Engineer", "Tealeaf Systems", "Chennai, India", "Jul 2016 - Jul 2020", "2016-07", "2020-07",
                 ("Wrote billing jobs in Java", "Reviewed the code of three juniors")),
        ),
        (School("B.Tech", "Computer Science", "Kaveri Institute of Technology", "2012 - 2016", "2016"),),
        ("Python", "PostgreSQL", "Kubernetes"), ("English", "Tamil"),
    ),
    Person(
        "Jean-Baptiste O'Malloran", "jb.omalloran@example.org", "+1 416 555 0199", "+14165550199", "Toronto, ON",
        ENGLISH, ", ", "Nurse educator and preceptor.",
        (
            Post("Nurse Educator", "Maplewick General Hospital", "Toronto, ON", "2018 - present", "2018", "present",
                 ("Teach sixty nurses a year", "Wrote the ward's handover sheet")),
            Post("Registered Nurse", "Lakeside Care Centre", "Ottawa, ON", "2011 - 2018", "2011", "2018",
                 ("Cared for six patients a shift", "Kept wound care records")),
        ),
        (School("Bachelor of Science", "Nursing", "Ravenstone University", "2007 - 2011", "2011"),),
        ("Wound care", "Teaching", "Triage"), ("English", "French"),
    ),
)  # fmt: skip
