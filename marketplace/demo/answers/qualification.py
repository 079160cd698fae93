"""What the demo's suppliers say about themselves."""

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
