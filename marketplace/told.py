"""What Django and the libraries are told the same everywhere; settings.py takes it in."""

# --- people -------------------------------------------------------------------------------------
AUTH_USER_MODEL = "marketplace.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["marketplace.passwords.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "marketplace.passwords.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "marketplace.passwords.CommonPasswordValidator"},
]

ACCOUNT_ADAPTER = "marketplace.accounts.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_LOGIN_ON_EMAIL_CONFIRMATION = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 900
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_REDIRECT_URL = "home"
MFA_ADAPTER = "marketplace.accounts.adapter.MFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Felles kommunal journal"
MFA_TOTP_TOLERANCE = 1
# Nobody is logged in without a verified address; the unverified one is what is changed to.
MFA_ALLOW_UNVERIFIED_EMAIL = True

_FORMS = "marketplace.accounts.forms"
ACCOUNT_FORMS = {
    "login": f"{_FORMS}.LoginForm",
    "signup": f"{_FORMS}.SignupForm",
    "change_password": f"{_FORMS}.ChangePasswordForm",
    "set_password": f"{_FORMS}.SetPasswordForm",
    "reset_password": f"{_FORMS}.ResetPasswordForm",
    "reset_password_from_key": f"{_FORMS}.ResetPasswordKeyForm",
    "reauthenticate": f"{_FORMS}.ReauthenticateForm",
    "add_email": f"{_FORMS}.AddEmailForm",
}
MFA_FORMS = {
    "authenticate": f"{_FORMS}.CodeForm",
    "reauthenticate": f"{_FORMS}.CodeAgainForm",
    "activate_totp": f"{_FORMS}.ActivateTOTPForm",
    "add_webauthn": f"{_FORMS}.AddPasskeyForm",
    "edit_webauthn": f"{_FORMS}.EditPasskeyForm",
}
# How often, in how long, by whom. What was right is given back, so passwords and codes count wrong
# ones only; a whole town hall may sit behind one address.
ACCOUNT_RATE_LIMITS = {
    "login": "600/5m/ip",
    "login_failed": "100/5m/ip,10/5m/key",
    "mfa_code": "5/5m/key",
    "reauthenticate": "30/5m/user",
    "change_password": "10/5m/user",
    "manage_email": "10/5m/user",
    "reset_password": "60/5m/ip,5/5m/key",
    "reset_password_from_key": "60/5m/ip",
    "signup": "60/5m/ip",
    "confirm_email": "1/1m/key",
}
MFA_RATE_LIMITS = {"webauthn_login": "100/5m/ip"}

# --- API ----------------------------------------------------------------------------------------
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["rest_framework.authentication.SessionAuthentication"],
    "DEFAULT_PERMISSION_CLASSES": [],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_SCHEMA_CLASS": "marketplace.openapi.NounSchema",
    "DEFAULT_PAGINATION_CLASS": "marketplace.paging.Pages",
    "DEFAULT_FILTER_BACKENDS": ["django_filters.rest_framework.DjangoFilterBackend"],
    "EXCEPTION_HANDLER": "marketplace.problems.problem",
    "DEFAULT_THROTTLE_CLASSES": ["marketplace.accounts.limits.ApiThrottle"],
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Felles kommunal journal: markedsplassen",
    "VERSION": "1",
    "OAS_VERSION": "3.1.1",
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "SERVE_INCLUDE_SCHEMA": False,
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "COMPONENT_SPLIT_REQUEST": True,
    "ENUM_NAME_OVERRIDES": {
        "RoleEnum": "marketplace.models.role.Role",
        "ScoreEnum": "experience.models.scores.Score",
        "WithdrawableStatusEnum": "store.models.prices.plan.PricePlan.Status",
    },
}

# --- jobs that run on the clock alone ------------------------------------------------------------
JOBS = {
    "forget-attempts": {"task": "marketplace.tasks.forget_attempts", "schedule": 600.0},
    "write-digests": {"task": "marketplace.tasks.write_digests", "schedule": 60.0},
    "close-procurements": {"task": "procurement.tasks.close_due", "schedule": 60.0},
    "erase-closed": {"task": "marketplace.tasks.erase_closed", "schedule": 3600.0},
    "carry-out-mergers": {"task": "participation.tasks.carry_out_mergers", "schedule": 60.0},
    "terms": {"task": "participation.tasks.look_after_terms", "schedule": 600.0},
    "expire-agreements": {"task": "procurement.tasks.expire_due", "schedule": 3600.0},
    "expire-invitations": {"task": "participation.tasks.expire_invitations", "schedule": 900.0},
    "recheck-register": {"task": "marketplace.tasks.recheck_register", "schedule": 3600.0},
    "expire-qualified": {"task": "participation.tasks.expire_qualifications", "schedule": 3600.0},
    "remind-qualified": {"task": "participation.tasks.remind_of_expiry", "schedule": 3600.0},
    "contracts-end": {"task": "store.tasks.remind_of_ends", "schedule": 3600.0},
    "close-contracts": {"task": "store.tasks.close_contracts", "schedule": 3600.0},
    "begin-prices": {"task": "store.tasks.begin_prices", "schedule": 900.0},
    "ask-who-uses": {"task": "store.tasks.ask_again", "schedule": 3600.0},
    "look-through": {"task": "store.tasks.look_through_searches", "schedule": 1800.0},
    "index-shelf": {"task": "store.tasks.index_shelf", "schedule": 15.0},
    "tidy-shelf": {"task": "store.tasks.tidy_shelf", "schedule": 86_400.0},
}
