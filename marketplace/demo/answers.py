"""Answers that the demo's needs and applications give."""

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

PRODUCT = NEED | {
    "summary": "Felles, standardisert kognitiv kartlegging som kan tas med ut.",
    "kind": "best_of_breed",
    "resident_access": False,
    "accessibility": "all",
    "artificial_intelligence": {
        "answer": False,
        "why": "Løsningen bruker ikke kunstig intelligens.",
    },
    "medical_device": "class_1",
    "open_interface": True,
    "interface_description": "https://kognitivkart.demo.example/",
    "data_export": {"answer": True, "why": "Alt kan hentes ut som FHIR Bundle uten kostnad."},
    "hosting_location": "norway",
    "sub_processors": "Skyrom Demo AS, drift i Norge.",
    "access_log": {"answer": True, "why": "Alle oppslag logges og kan vises til innbyggeren."},
    "privacy_assessment": "template",
    "technical_prerequisites": "HelseID og nettbrett med nettleser fra de siste to årene.",
    "organisational_prerequisites": "En superbruker i hver avdeling.",
    "sign_in": ["helseid"],
    "setup_cost": 40000,
    "training_hours": 2,
    "training_forms": ["e_learning", "super_users"],
    "go_live_weeks": 4,
    "go_live_support": "Inkludert i tre måneder, på telefon og med besøk.",
    "data_migration": {"answer": True, "why": "Vi flytter tidligere kartlegginger fra regneark."},
    "support_hours": "office_hours",
    "risk_assessed_on": "2026-09-01",
    "residual_risk": "low",
    "main_risks": "Nettbrett på avveie; dempes med fjernsletting og kort innloggingstid.",
    "security_tested_on": "2026-08-15",
    "availability": "in_use",
    "municipalities_in_use": 3,
}

TILDEL = PRODUCT | {
    "summary": "Saksflyt fra søknad til vedtak, med kriterier og evaluering.",
    "purpose": "Gi saksbehandlere én arbeidsflate fra søknad til vedtak og evaluering.",
    "capabilities": "Ta imot søknader, foreslå kriterier, skrive vedtak og sende dem digitalt.",
    "target_professions": ["case_worker", "manager"],
    "platforms": ["pc"],
    "offline": False,
    "integrations": ["helseid", "folkeregisteret", "altinn", "svarut"],
    "kind": "module",
    "training_hours": 8,
    "training_forms": ["classroom", "written"],
    "go_live_weeks": 12,
    "go_live_support": "Timepris etter avtale.",
    "residual_risk": "medium",
}

VIDEO = PRODUCT | {
    "summary": "Videomøte med innbygger og pårørende rett fra arbeidsflaten.",
    "purpose": "La ansatte møte innbygger og pårørende på video uten å bytte verktøy.",
    "capabilities": "Avtale, gjennomføre og dokumentere videomøter uten opptak.",
    "target_professions": ["nurse", "health_worker", "case_worker"],
    "platforms": ["pc", "tablet", "mobile"],
    "offline": False,
    "resident_access": True,
    "hosting_location": "eea",
    "training_hours": 1,
    "go_live_weeks": 2,
}

QUALIFICATION = {
    "contact-point": "Salg og avtaler, avtaler@leverandor.demo.example",
    "delivery-experience": "Har levert fagsystem til tre kommuner de siste to årene.",
    "turnover": 12_400_000,
}
MET = """details-confirmed trade-register economic-standing insurance quality-system environment
accessibility security-management normen data-processing-agreement incident-notice
incident-handling"""
NOT_SO = """crime-org corruption fraud terr-offence finan-laund human-traffic tax-pay socsec-pay
envir-law socsec-law labour-law bankruptcy insolvency cred-arran bankr-nat liq-admin susp-act
prof-misconduct distorsion partic-confl prep-confl sanction misrepresent nati-ground"""
QUALIFICATION |= {key: {"answer": True, "why": ""} for key in MET.split()}
QUALIFICATION |= {key: {"answer": False, "why": ""} for key in NOT_SO.split()}
