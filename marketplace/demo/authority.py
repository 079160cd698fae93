"""A throw-away certificate authority for the demo supplier; nobody else believes it."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

LIFETIME = timedelta(days=90)
MARGIN = timedelta(days=7)


def certificates(var: Path, hosts: list[str]) -> tuple[Path, Path]:
    """Return the chain and key for the hosts; made anew only when the old ones will not do.

    Keeping them lets whoever read the authority's certificate go on after a restart.
    """
    authority, chain, key = var / "ca.pem", var / "supplier.pem", var / "supplier.key"
    if not (authority.exists() and key.exists() and _will_do(chain, hosts)):
        _make(authority, chain, key, hosts)
    return chain, key


def _will_do(chain: Path, hosts: list[str]) -> bool:
    try:
        certificate = x509.load_pem_x509_certificate(chain.read_bytes())
    except (OSError, ValueError):
        return False
    names = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    fresh = certificate.not_valid_after_utc > datetime.now(UTC) + MARGIN
    return fresh and sorted(names.get_values_for_type(x509.DNSName)) == hosts


def _make(authority: Path, chain: Path, key: Path, hosts: list[str]) -> None:
    authority_key, host_key = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))
    root = _root(authority_key)
    leaf = _leaf(root, authority_key, host_key, hosts)
    _write_key(key, host_key)
    authority.write_bytes(_pem(root))
    chain.write_bytes(_pem(leaf) + _pem(root))


def _root(key: ec.EllipticCurvePrivateKey) -> x509.Certificate:
    name = _name("Demo: sertifikatutsteder som ingen andre stoler på")
    usage = x509.KeyUsage(
        digital_signature=False,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=True,
        crl_sign=True,
        encipher_only=False,
        decipher_only=False,
    )
    builder = _builder(name, name, key).add_extension(usage, critical=True)
    builder = builder.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
    return builder.sign(key, hashes.SHA256())


def _leaf(root, authority_key, key, hosts: list[str]) -> x509.Certificate:
    names = x509.SubjectAlternativeName([x509.DNSName(host) for host in hosts])
    issuer_id = x509.AuthorityKeyIdentifier.from_issuer_public_key(authority_key.public_key())
    builder = _builder(_name(hosts[0]), root.subject, key)
    builder = builder.add_extension(names, critical=False)
    builder = builder.add_extension(issuer_id, critical=False)
    server = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH])
    builder = builder.add_extension(server, critical=False)
    return builder.sign(authority_key, hashes.SHA256())


def _builder(subject: x509.Name, issuer: x509.Name, key) -> x509.CertificateBuilder:
    now = datetime.now(UTC)
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + LIFETIME)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )


def _name(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])


def _pem(certificate: x509.Certificate) -> bytes:
    return certificate.public_bytes(serialization.Encoding.PEM)


def _write_key(path: Path, key: ec.EllipticCurvePrivateKey) -> None:
    path.touch(mode=0o600)
    path.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
