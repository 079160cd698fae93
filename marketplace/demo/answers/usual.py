"""What the demo's suppliers answer alike, and how a table of answers is written shortly."""

LOW, MEDIUM = "low", "medium"
OURS, THEIRS, BOTH = "supplier", "municipality", "shared"


def table(*columns: str):
    """Return a function that makes rows of values, one for each column."""

    def rows(*told: tuple) -> list[dict]:
        return [
            {c: cell for c, cell in zip(columns, row, strict=True) if cell != ""} for row in told
        ]

    return rows


integrations = table("counterpart", "content", "role", "standard", "status")
sub_processors = table("name", "orgnr", "country", "service", "data", "after")
service_levels = table("level", "measure", "value", "credit")
start_up = table("service", "price", "per", "duration")
roadmap = table("what", "when", "status")
gaps = table("gap", "affected", "fixed_by")
assessed = table("row", "probability", "consequence", "measures", "owner", "residual")
PROBABLE = ("very_unlikely", "unlikely", "likely", "very_likely")
SERIOUS = ("small", "moderate", "serious", "very_serious")


def risks(*told: tuple) -> list[dict]:
    """Events with probability and consequence from 1 to 4."""
    return assessed(*[(row, PROBABLE[p - 1], SERIOUS[c - 1], *rest) for row, p, c, *rest in told])


def yes(why: str = "") -> dict:
    """Yes, because."""
    return {"answer": True, "why": why}


def no(why: str = "") -> dict:
    """No, because."""
    return {"answer": False, "why": why}


LANDSCAPE = risks(
    ("wrong_patient", 1, 4, "Navn, fødselsdato og bilde vises før lagring.", OURS, LOW),
    ("missing_access", 2, 3, "Nødtilgang med begrunnelse, og lesekopi på enheten.", BOTH, LOW),
    ("unauthorised_access", 2, 3, "Tilgang etter oppdrag. Lederen går gjennom loggen.", BOTH, LOW),
    ("outage", 2, 2, "To datasentre, og en prøvd reserverutine på papir.", OURS, LOW),
    ("wrong_or_stale_data", 2, 3, "Tidspunkt og kilde står ved hver opplysning.", OURS, LOW),
    ("broken_integration", 2, 3, "Overvåkes hvert minutt; kommunen varsles etter fem.", OURS, LOW),
    ("misuse", 2, 2, "Formålet står i opplæringen, og bruken måles hvert halvår.", THEIRS, LOW),
    ("lacking_training", 3, 2, "Kort e-læring før første innlogging. Superbrukere.", BOTH, LOW),
    (
        "supplier_failure",
        1,
        4,
        "Data kan tas ut når som helst, og kildekoden er deponert.",
        OURS,
        LOW,
    ),
    ("data_leak", 1, 4, "Kryptert ved lagring, nøkler i Norge, årlig inntrengingstest.", OURS, LOW),
    ("missing_log", 1, 3, "Loggen kan ikke endres og tas ut av kommunen selv.", OURS, LOW),
    ("wrong_decision_support", 1, 3, "Løsningen gir ingen råd om helsehjelp.", OURS, LOW),
)


def landscape(**other: tuple) -> list[dict]:
    """The usual landscape with some events assessed otherwise."""
    told = {row["row"]: row for row in risks(*[(name, *rest) for name, rest in other.items()])}
    return [told.get(row["row"], row) for row in LANDSCAPE]


USUAL = {
    "not_covered": "Journalføring utover dette temaet gjøres i kommunens fagsystem som før.",
    "resident_access": False,
    "user_involvement": "Sykepleiere og saksbehandlere i tre kommuner prøvde hver nye versjon.",
    "clients": ["browser"],
    "languages": ["bokmal", "nynorsk"],
    "plain_language": yes("Prøvd på ti ansatte med ulik bakgrunn; tre tekster ble skrevet om."),
    "local_adaptation": "Skjemaer, maler, roller og varsler endres av kommunens superbruker.",
    "accessibility": "all",
    "accessibility_tested_on": "2026-05-20",
    "decision_support": no("Løsningen gir ingen råd om helsehjelp."),
    "artificial_intelligence": no("Løsningen bruker ikke kunstig intelligens."),
    "medical_device": "none",
    "patient_data": True,
    "record_role": "writes_back",
    "open_interface": True,
    "interface_terms": "free",
    "interface_notice_months": 12,
    "data_export": yes("Alt kan hentes ut av kommunen selv, når som helst, uten kostnad."),
    "processing_role": "processor",
    "processing_purposes": "Yte og dokumentere helsehjelp. Feilsøking uten helseopplysninger.",
    "data_subjects": ["recipients", "next_of_kin", "employees"],
    "data_categories": ["identity", "contact", "health", "functional"],
    "legal_basis": ["patient_records_act", "health_care_services_act", "health_personnel_act"],
    "transfer_outside_eea": no("Ingen utenfor EØS har tilgang, heller ikke ved feilsøking."),
    "uses_sub_processors": True,
    "sub_processor_list": sub_processors(
        ("Skyrom Demo AS", "", "Norge", "Drift", "Alle, kryptert", "Slettes innen 30 dager"),
    ),
    "sub_processor_follow_up": "Årlig revisjon. Bytte varsles 90 dager før; kommunen kan si nei.",
    "deletion": "Kommunen bestemmer lagringstiden. Slettet er borte fra kopier etter 35 dager.",
    "access_log": yes("Alle oppslag logges og kan vises til innbyggeren."),
    "subject_rights": "Utskrift av alt om én innbygger, retting med spor og sperring i løsningen.",
    "privacy_assessment": "template",
    "privacy_by_design": "Viser bare det oppgaven trenger. Tekst om andre kan skjules.",
    "data_protection_contact": "Personvernrådgiver, personvern@leverandor.demo.example",
    "normen": "self_assessed",
    "technical_prerequisites": "HelseID, og en enhet med nettleser fra de siste to årene.",
    "organisational_prerequisites": "En superbruker i hver avdeling og en eier av rutinen.",
    "municipal_effort_hours": 60,
    "sign_in": ["helseid"],
    "strong_authentication": yes("HelseID på nivå høyt for alle som ser helseopplysninger."),
    "access_control": ["role", "unit", "care_relation"],
    "emergency_access": yes("Begrunnelse skrives først, og lederen varsles straks."),
    "user_administration": "Følger kommunens register; den som slutter, er ute innen en time.",
    "hosting_model": "shared",
    "hosting_location": "norway",
    "certifications": ["iso_27001"],
    "encryption": yes("TLS 1.3 og AES-256. Kommunen kan eie nøklene."),
    "recovery_point_hours": 1,
    "recovery_time_hours": 8,
    "fallback": "En lesekopi av dagens oppdrag ligger på enheten; resten føres på papirskjema.",
    "training_hours": 2,
    "training_forms": ["e_learning", "super_users"],
    "training_languages": ["bokmal", "nynorsk"],
    "super_users": "Én per avdeling. En dags kurs først, og to timer i måneden etterpå.",
    "practice_environment": True,
    "go_live_weeks": 8,
    "go_live_support": "Inkludert i tre måneder, på telefon og med ett besøk i kommunen.",
    "start_up_services": start_up(
        ("Oppsett og integrasjoner", 0, "once", "2 uker"),
        ("Kurs for superbrukere", 9_500, "day", "1 dag"),
    ),
    "data_migration": yes("Vi flytter fra regneark og fra de tre vanligste fagsystemene."),
    "test_environment": yes("Eget testmiljø med oppdiktede innbyggere hele avtaletiden."),
    "support_hours": "office_hours",
    "uptime_percent": 99.5,
    "service_levels": service_levels(
        ("Oppetid", "Hele døgnet, per måned", "99,5 %", "5 % av månedsprisen per påbegynt time"),
        ("Svar på kritisk feil", "Fra meldt til noen arbeider", "1 time", "2 % per time"),
    ),
    "planned_maintenance": "Natt til tirsdag, høyst en time, varslet ti dager i forveien.",
    "incident_notice_hours": 24,
    "notice_months": 6,
    "exit_formats": ["fhir", "csv"],
    "exit_help": "To dager hjelp er inkludert. Løsningen er åpen for lesing i tre måneder.",
    "exit_cost": 0,
    "deletion_certificate": yes("Skriftlig innen 60 dager, også fra underleverandørene."),
    "risk_assessed_on": "2026-09-01",
    "risk_landscape": LANDSCAPE,
    "residual_risk": LOW,
    "security_tested_on": "2026-08-15",
    "availability": "in_use",
    "release_plan": "monthly",
    "licence": "proprietary",
    "contact": "Salg og avtaler, avtaler@leverandor.demo.example",
    "price_basis": "inhabitants",
    "setup_cost": 40_000,
    "not_included": "Nettbrett, kommunens egen tid og integrasjoner utover dem som er nevnt.",
    "price_adjustment": "consumer_price_index",
}
