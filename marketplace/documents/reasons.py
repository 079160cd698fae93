"""Why a file was not taken: what is wrong, and what to do about it."""

from django.utils.translation import gettext_lazy as _

from .examining.kinds import KINDS

REASONS = {
    "empty": _("Filen er tom. Velg filen på nytt, eller lagre den på nytt før du laster den opp."),
    "too_large": _(
        "Filen er for stor. Den kan være på høyst %(most)s MB. Del den opp, eller gjør "
        "bildene i den mindre."
    ),
    "ending": _("Denne filtypen kan ikke lastes opp. Lagre filen som en av disse: %(endings)s."),
    "name": _(
        "Filnavnet har tegn som ikke kan brukes. Gi filen et annet navn, og last den opp på nytt."
    ),
    "mismatch": _(
        "Filen heter .%(ending)s, men innholdet er noe annet. Åpne filen i programmet den er "
        "laget i, og lagre den som .%(ending)s."
    ),
    "program": _(
        "Filen er et program eller et skript, og slikt kan ikke lastes opp. Last opp en PDF "
        "eller et dokument."
    ),
    "old_office": _(
        "Filen er lagret i et eldre Office-format. Åpne den i Office, og lagre den som docx, "
        "xlsx eller pptx."
    ),
    "encrypted": _("Filen er låst med passord. Lagre den uten passord, og last den opp på nytt."),
    "damaged": _(
        "Filen er skadet eller bygd på en uvanlig måte. Lagre den på nytt i programmet den "
        "er laget i."
    ),
    "bomb": _(
        "Filen blir for stor eller har for mange deler når den pakkes ut. Del den opp i "
        "mindre filer."
    ),
    "nested": _("Det ligger en annen fil inne i filen. Ta den ut, og last den opp for seg."),
    "member_name": _(
        "Filen har deler med ulovlige navn. Lagre den på nytt i programmet den er laget i."
    ),
    "macro": _("Filen inneholder makroer. Lagre den som et vanlig dokument uten makroer."),
    "embedded": _(
        "Det er lagt inn et objekt i filen, som et program eller en annen fil. Ta det ut, "
        "eller sett det inn som bilde."
    ),
    "fetches": _(
        "Filen henter innhold fra et annet sted når den åpnes. Bryt koblingene, eller sett "
        "inn innholdet i selve filen."
    ),
    "odd_link": _(
        "Filen har en lenke som ikke går til en nettside eller en e-postadresse. Ta bort lenken."
    ),
    "script": _("PDF-en inneholder skript. Velg «Skriv ut til PDF» for å lage en PDF uten skript."),
    "pdf_action": _(
        "PDF-en gjør noe av seg selv når den åpnes. Velg «Skriv ut til PDF» for å lage en "
        "vanlig PDF."
    ),
    "pdf_odd": _(
        "PDF-en er bygd på en uvanlig måte. Velg «Skriv ut til PDF» for å lage en vanlig PDF."
    ),
    "polyglot": _(
        "Filen er to ting på en gang, for eksempel både bilde og arkiv. Lagre den på nytt i "
        "et vanlig program."
    ),
    "too_many_pixels": _("Bildet har for mange punkter. Gjør det mindre, og last det opp på nytt."),
    "too_small": _("Bildet er for lite til å vises. Last opp et som er minst 50 punkter bredt."),
    "not_picture": _("Last opp et bilde: PNG, JPEG eller WebP."),
    "moving": _("Bildet beveger seg. Last opp et bilde som står stille."),
    "not_text": _("Filen inneholder tegn som ikke er tekst. Lagre den som ren tekst (UTF-8)."),
    "not_json": _("Filen er ikke gyldig JSON. Rett den, og last den opp på nytt."),
    "heavy": _(
        "Filen er for krevende å kontrollere. Gjør den mindre eller enklere, og last den opp "
        "på nytt."
    ),
    "busy": _("Vi rakk ikke å kontrollere filen nå. Vent litt, og last den opp på nytt."),
    "patient_name": _(
        "Filnavnet inneholder et fødselsnummer. Gi filen et annet navn, og last den opp på nytt."
    ),
    "patient": _("Filen inneholder et fødselsnummer. Ta bort persondata, og last den opp på nytt."),
}


def sentence(code: str, **told) -> str:
    """The reason as a person reads it."""
    endings = ", ".join(dict.fromkeys(KINDS))
    return str(REASONS[code]) % ({"endings": endings} | told)
