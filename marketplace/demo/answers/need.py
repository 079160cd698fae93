"""What the demo's needs ask for."""

from .usual import integrations, yes

NEED = {
    "purpose": "Kartlegge kognitiv funksjon der innbyggeren er, på samme måte i hele kommunen.",
    "capabilities": "Kartlegge strukturert, registrere én gang og dele med alle som trenger det.",
    "target_professions": ["nurse", "occupational_therapist", "case_worker"],
    "recipient_groups": ["older_people", "dementia"],
    "platforms": ["tablet", "mobile"],
    "offline": True,
    "offline_scope": "Hele kartleggingen må kunne gjøres uten nett og sendes inn senere.",
    "languages": ["bokmal", "nynorsk"],
    "information_elements": "Kartleggingsresultat, tidspunkt, hvem som kartla, og vurdering.",
    "patient_data": True,
    "standards": ["hl7_fhir_r4", "snomed_ct"],
    "integrations": ["helseid", "kjernejournal"],
    "work_processes": ["assessment", "documentation"],
    "service_types": ["v9151_15", "v9151_4", "v9151_21"],
    "record_role": "writes_back",
    "integration_list": integrations(
        ("Kommunens fagsystem", "Kartlegging og vurdering", "both", "HL7 FHIR R4", "planned"),
    ),
    "open_interface": True,
    "data_export": yes("Kommunen må kunne ta ut alt selv, når som helst."),
    "hosting_location": "eea",
    "data_subjects": ["applicants", "recipients", "next_of_kin"],
    "data_categories": ["identity", "health", "functional"],
    "access_control": ["role", "care_relation"],
    "sign_in": ["helseid"],
    "recovery_time_hours": 24,
    "uptime_percent": 99,
    "exit_formats": ["fhir", "csv"],
}

# What sets each need apart; the rest is as above.
APART = {
    "Automatisk tildeling": {
        "purpose": "Gi innbyggere med samme behov likt svar, uansett hvem som behandler saken.",
        "capabilities": "Foreslå tjeneste ut fra felles kriterier, og vise hva det bygger på.",
        "target_professions": ["case_worker", "manager"],
        "platforms": ["pc"],
        "offline": False,
        "decision_support": {"answer": True, "why": "Forslaget må kunne forklares og overprøves."},
        "integrations": ["helseid", "folkeregisteret", "kpr"],
    },
    "Videomøte med innbygger og pårørende": {
        "purpose": "La pårørende delta i kartleggingssamtalen uten å måtte reise til kommunen.",
        "capabilities": "Avtale møtet, slippe inn innbygger og pårørende trygt, og skrive referat.",
        "target_professions": ["nurse", "case_worker"],
        "platforms": ["pc", "tablet", "mobile"],
        "offline": False,
        "resident_access": True,
        "integrations": ["helseid", "id_porten", "helsenorge"],
    },
    "Selvregistrering": {
        "purpose": "La innbyggeren fortelle om seg selv én gang, før samtalen med kommunen.",
        "capabilities": "Fylle ut på egen mobil, lagre underveis og sende når man er ferdig.",
        "target_professions": ["case_worker"],
        "platforms": ["mobile", "pc"],
        "offline": False,
        "resident_access": True,
        "integrations": ["id_porten", "helsenorge"],
    },
}
