"""Two more applications for cognitive assessment, so that the first one has something beside it."""

from .need import NEED
from .supplier import HAVBRIS, NORDLYS
from .usual import (
    MEDIUM,
    OURS,
    USUAL,
    gaps,
    integrations,
    landscape,
    no,
    roadmap,
    service_levels,
    start_up,
    sub_processors,
    yes,
)

MINNESJEKK = (
    NEED
    | USUAL
    | HAVBRIS
    | {
        "summary": "Kognitiv kartlegging på nettbrett der talen skrives ned mens dere snakker.",
        "purpose": "La den som kartlegger, se på innbyggeren og ikke på skjermen.",
        "capabilities": "Ta opp samtalen med samtykke og få et utkast til skår\n"
        "Rette utkastet og signere\nSammenligne med forrige kartlegging",
        "kind": "best_of_breed",
        "work_processes": ["assessment", "documentation"],
        "not_covered": "Kartlegging uten nett og på mobil. Vedtak skrives i fagsystemet.",
        "target_professions": ["nurse", "occupational_therapist", "psychologist"],
        "recipient_groups": ["older_people", "dementia"],
        "platforms": ["tablet", "pc"],
        "offline": False,
        "languages": ["bokmal"],
        "training_languages": ["bokmal", "english"],
        "accessibility": "some",
        "accessibility_gaps": gaps(
            ("Skjermleser leser ikke skåren", "Blinde ansatte", "2027-03-01"),
            ("For lav kontrast i grafer", "Svaksynte ansatte", "2027-01-15"),
        ),
        "decision_support": yes("Foreslår skår ut fra det som blir sagt; et menneske bestemmer."),
        "artificial_intelligence": yes("Tale til tekst og forslag til skår."),
        "ai_purpose": ["transcribe", "suggest"],
        "ai_risk_class": "high",
        "ai_oversight": "Hvert forslag må godkjennes. Prøvd på 240 samtaler. Kan slås av.",
        "ai_trained_on_customer_data": no("Bare på opptak fra egne, betalte forsøkspersoner."),
        "medical_device": "class_2a",
        "record_role": "manual",
        "standards": ["icf"],
        "integrations": ["helseid"],
        "integration_list": integrations(
            ("Kommunens fagsystem", "Ferdig kartlegging som PDF", "provider", "", "in_use"),
            ("Kommunens fagsystem", "Strukturert svar", "provider", "HL7 FHIR R4", "planned"),
        ),
        "open_interface": False,
        "data_export": yes("PDF per innbygger, og regneark for hele kommunen."),
        "data_categories": ["identity", "health", "functional", "picture_sound"],
        "hosting_location": "eea",
        "certifications": ["iso_27001", "soc_2", "iso_13485"],
        "uses_sub_processors": True,
        "sub_processor_list": sub_processors(
            ("Sky Demo Ireland Ltd", "", "Irland", "Drift", "Alle", "Slettes innen 30 dager"),
            ("Taleord Demo GmbH", "", "Tyskland", "Tale til tekst", "Lyd", "Lagres ikke"),
        ),
        "privacy_assessment": "complete",
        "recovery_point_hours": 4,
        "recovery_time_hours": 12,
        "training_hours": 3.5,
        "training_forms": ["remote", "e_learning"],
        "go_live_weeks": 3,
        "data_migration": no("Tidligere kartlegginger kan legges ved som PDF."),
        "support_hours": "office_hours",
        "uptime_percent": 99.5,
        "exit_formats": ["pdf", "csv"],
        "exit_cost": 15_000,
        "risk_landscape": landscape(
            wrong_decision_support=(2, 4, "Forslaget er merket og må godkjennes.", OURS, MEDIUM),
            data_leak=(
                2,
                4,
                "Lyd slettes når utkastet er godkjent, senest etter et døgn.",
                OURS,
                MEDIUM,
            ),
        ),
        "residual_risk": MEDIUM,
        "main_risks": "Dialekt og hørselstap gir feil i teksten; den ansatte må lese gjennom.",
        "availability": "ready",
        "municipalities_in_use": 0,
        "price_basis": "users",
        "setup_cost": 0,
        "annual_cost": 24.5,
        "not_included": "Nettbrett med god mikrofon, og eget rom for samtalen.",
    }
)

KARTLEGG = (
    NEED
    | USUAL
    | NORDLYS
    | {
        "summary": "Ett skjemaverktøy for alle kartlegginger i helse og omsorg.",
        "purpose": "Gi kommunen én måte å kartlegge på, fra kognisjon til bolig og ernæring.",
        "capabilities": "Velge blant 40 kartleggingsskjemaer\nKartlegge uten nett\n"
        "Se utvikling over tid\nLage egne skjemaer uten leverandøren",
        "kind": "suite",
        "work_processes": ["assessment", "care_planning", "documentation", "reporting"],
        "service_types": ["v9151_15", "v9151_18", "v9151_19", "v9151_21", "v9151_29"],
        "not_covered": "Vedtak og timebestilling. Skjemaer med egen lisens må kommunen kjøpe selv.",
        "target_professions": [
            "nurse",
            "health_worker",
            "occupational_therapist",
            "physiotherapist",
            "case_worker",
        ],
        "recipient_groups": ["older_people", "dementia", "disability", "mental_health"],
        "platforms": ["pc", "tablet"],
        "clients": ["browser", "windows"],
        "offline": True,
        "offline_scope": "Skjemaer som er åpnet på forhånd. Svarene sendes når nettet er tilbake.",
        "languages": ["bokmal", "nynorsk", "north_sami"],
        "accessibility": "most",
        "accessibility_gaps": gaps(("Dra og slipp i skjemabyggeren", "De som bruker tastatur", "")),
        "decision_support": yes("Varsler når en skår er verre enn sist; regelen står i skjemaet."),
        "medical_device": "class_1",
        "standards": ["hl7_fhir_r4", "no_basis", "icf", "icnp", "iplos"],
        "integrations": ["helseid", "kjernejournal", "kpr"],
        "integration_list": integrations(
            ("Kommunens fagsystem", "Skjemasvar", "both", "HL7 FHIR R4, no-basis", "in_use"),
            ("KPR", "IPLOS-opplysninger", "provider", "KPR-melding", "ready"),
            ("Kjernejournal", "Kritisk informasjon", "consumer", "Kjernejournal-API", "planned"),
        ),
        "interface_description": "https://kognitivkart.demo.example/fhir",
        "interface_terms": "paid",
        "hosting_model": "dedicated",
        "certifications": ["iso_27001", "iso_27701", "iso_14001"],
        "sign_in": ["helseid", "entra_id"],
        "training_hours": 6,
        "training_forms": ["classroom", "e_learning", "super_users", "practice_environment"],
        "go_live_weeks": 16,
        "start_up_services": start_up(
            ("Prosjektledelse", 1_650, "hour", "Om lag 40 timer"),
            ("Kurs for superbrukere", 18_000, "day", "2 dager"),
            ("Egne skjemaer", 1_650, "hour", "4 timer per skjema"),
        ),
        "support_hours": "extended",
        "uptime_percent": 99.8,
        "service_levels": service_levels(
            ("Oppetid", "Klokka 6 til 23, per måned", "99,8 %", "10 % av månedsprisen"),
            ("Retting av kritisk feil", "Fra meldt til rettet", "8 timer", "5 % av månedsprisen"),
        ),
        "exit_formats": ["fhir", "json_xml", "database"],
        "main_risks": "Egne skjemaer uten faglig kvalitet; en fagansvarlig må godkjenne hvert.",
        "municipalities_in_use": 31,
        "reference_municipalities": "Bodø, fagsjef i hjemmetjenesten. Hamar, IT-rådgiver.",
        "roadmap": roadmap(
            ("Skjemaer for barn og unge", "Første kvartal 2027", "started"),
            ("App for mobil", "2027", "considered"),
        ),
        "price_basis": "inhabitants",
        "setup_cost": 120_000,
        "annual_cost": 11.5,
    }
)
