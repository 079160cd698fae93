"""What the demo's first three applications declare; their needs come from the same story."""

from .need import NEED
from .supplier import NORDLYS
from .usual import USUAL, integrations, no, roadmap, start_up, sub_processors, yes

PRODUCT = (
    NEED
    | USUAL
    | {
        "summary": "Felles, standardisert kognitiv kartlegging som kan tas med ut.",
        "kind": "best_of_breed",
        "work_processes": ["assessment", "documentation", "collaboration"],
        "clients": ["browser", "android", "ios"],
        "medical_device": "class_1",
        "integration_list": integrations(
            ("Kommunens fagsystem", "Kartlegging og vurdering", "both", "HL7 FHIR R4", "in_use"),
            ("Kjernejournal", "Kritisk informasjon", "consumer", "Kjernejournal-API", "in_use"),
        ),
        "interface_description": "https://kognitivkart.demo.example/",
        "technical_prerequisites": "HelseID og nettbrett med nettleser fra de siste to årene.",
        "go_live_weeks": 4,
        "main_risks": "Nettbrett på avveie; dempes med fjernsletting og kort innloggingstid.",
        "municipalities_in_use": 3,
        "reference_municipalities": "Ringsaker, systemansvarlig i tildelingskontoret.",
        "roadmap": roadmap(
            ("Nordsamisk i kartleggingen", "Andre kvartal 2027", "started"),
            ("Deling med fastlegen", "Høsten 2027", "planned"),
        ),
        "annual_cost": 18,
    }
)

NATTRUNDE = (
    PRODUCT
    | NORDLYS
    | {
        "summary": "Digitalt tilsyn om natten, med varsel når noen står opp eller faller.",
        "purpose": "La innbyggeren sove, og la nattevakten gå dit det trengs.",
        "capabilities": "Se hvem som er oppe\nFå varsel om fall\nKvittere for tilsyn",
        "work_processes": ["observation", "documentation"],
        "service_types": ["v9151_28", "v9151_21", "v9151_29"],
        "not_covered": "Trygghetsalarm og responssenter. Kamera bare når det er vedtak om det.",
        "target_professions": ["health_worker", "nurse"],
        "platforms": ["mobile", "wall_screen"],
        "clients": ["own_hardware", "android"],
        "offline": False,
        "information_elements": "Bevegelse, varsler, tilsyn og hvem som har kvittert for dem.",
        "artificial_intelligence": yes("Skiller fall ut fra vanlig bevegelse i sengen."),
        "ai_purpose": ["recognise"],
        "ai_risk_class": "not_assessed",
        "ai_oversight": "Nattevakten ser selv etter hver gang. Kan slås av for hver innbygger.",
        "ai_trained_on_customer_data": no("Bare på egne data fra et testrom."),
        "data_categories": ["identity", "sensor", "picture_sound"],
        "privacy_assessment": "none",
        "certifications": ["none"],
        "availability": "trial",
        "municipalities_in_use": 1,
    }
)

TILDEL = (
    PRODUCT
    | NORDLYS
    | {
        "summary": "Saksflyt fra søknad til vedtak, med kriterier og evaluering.",
        "purpose": "Gi saksbehandlere én arbeidsflate fra søknad til vedtak og evaluering.",
        "capabilities": "Ta imot søknader, foreslå kriterier, skrive vedtak og sende dem digitalt.",
        "work_processes": ["application", "assessment", "decision", "reporting"],
        "not_covered": "Selve kartleggingen gjøres i en annen løsning og hentes inn ferdig.",
        "target_professions": ["case_worker", "manager"],
        "platforms": ["pc"],
        "clients": ["browser"],
        "offline": False,
        "accessibility": "most",
        "information_elements": "Søknad, vurdering etter kriterier, vedtak, klage og evaluering.",
        "integrations": ["helseid", "folkeregisteret", "altinn", "svarut"],
        "integration_list": integrations(
            ("Altinn", "Søknader fra innbyggere", "consumer", "Altinn 3", "in_use"),
            ("SvarUt", "Vedtak til innbygger", "provider", "KS SvarUt", "in_use"),
            ("Kommunens arkiv", "Saker og dokumenter", "provider", "NOARK 5", "ready"),
        ),
        "kind": "module",
        "medical_device": "none",
        "sign_in": ["helseid", "entra_id"],
        "certifications": ["iso_9001"],
        "interface_terms": "included",
        "recovery_time_hours": 24,
        "training_hours": 8,
        "training_forms": ["classroom", "written"],
        "practice_environment": False,
        "go_live_weeks": 12,
        "go_live_support": "Timepris etter avtale, og en fast rådgiver i kontortiden.",
        "start_up_services": start_up(
            ("Prosjektledelse", 1_450, "hour", "Etter behov"),
            ("Kurs på stedet", 24_000, "day", "2 dager"),
        ),
        "uptime_percent": 99,
        "exit_formats": ["noark", "csv", "pdf"],
        "exit_cost": 25_000,
        "residual_risk": "medium",
        "main_risks": "Vedtak på feil grunnlag; dempes med sjekkliste og godkjenning av en til.",
        "price_basis": "fixed",
        "setup_cost": 95_000,
        "annual_cost": 4.2,
        "municipalities_in_use": 11,
    }
)

VIDEO = PRODUCT | {
    "summary": "Videomøte med innbygger og pårørende rett fra arbeidsflaten.",
    "purpose": "La ansatte møte innbygger og pårørende på video uten å bytte verktøy.",
    "capabilities": "Avtale, gjennomføre og dokumentere videomøter uten opptak.",
    "work_processes": ["consultation", "dialogue"],
    "not_covered": "Telefonsentral, timebok og opptak av samtaler.",
    "target_professions": ["nurse", "health_worker", "case_worker"],
    "platforms": ["pc", "tablet", "mobile"],
    "offline": False,
    "resident_access": True,
    "resident_features": "Bli med fra en lenke i SMS, og la pårørende bli med fra sin.",
    "information_elements": "Tidspunkt, deltakere og referat. Lyd og bilde lagres aldri.",
    "artificial_intelligence": yes("Teksting av samtalen, bare når alle i møtet har sagt ja."),
    "ai_purpose": ["transcribe"],
    "ai_risk_class": "transparency",
    "ai_oversight": "Den ansatte retter teksten før den lagres, og kommunen kan slå den av.",
    "ai_trained_on_customer_data": no(),
    "medical_device": "none",
    "integrations": ["helseid", "id_porten", "helsenorge"],
    "sign_in": ["helseid", "id_porten"],
    "data_categories": ["identity", "contact", "health", "picture_sound"],
    "hosting_location": "eea",
    "certifications": ["iso_27001", "soc_2"],
    "sub_processor_list": sub_processors(
        ("Skyrom Demo AS", "", "Norge", "Drift", "Referater", "Slettes innen 30 dager"),
        ("Bildeflyt Demo AB", "", "Sverige", "Video", "Lyd og bilde", "Lagres ikke"),
    ),
    "training_hours": 1,
    "go_live_weeks": 2,
    "support_hours": "extended",
    "uptime_percent": 99.9,
    "setup_cost": 12_000,
    "annual_cost": 3.5,
    "municipalities_in_use": 24,
}
