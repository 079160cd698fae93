"""Texts of Django and allauth that our users meet, and that have no good nynorsk from there."""

# allauth has no nynorsk, and its bokmål would be shown in the middle of a page in nynorsk.
ALLAUTH = (
    "Be patient, you are sending too many requests.",
    "Current Password",
    "Email",
    "Email address",
    "Forgot your password?",
    "Hello from %(site_name)s!",
    "In case you forgot, your username is %(username)s.",
    "Incorrect password.",
    "Invalid login.",
    "Invalid or expired key.",
    "New Password",
    "New Password (again)",
    "Password",
    "Password (again)",
    "Password Reset Email",
    "Password successfully changed.",
    "Password successfully set.",
    "Please type your current password.",
    "Remember Me",
    "Successfully signed in as %(name)s.",
    "Thank you for using %(site_name)s!\n%(site_domain)s",
    "The email address and/or password you specified are not correct.",
    "The new value must be different from the current one.",
    "The password reset token was invalid.",
    "This account is currently inactive.",
    "Too many failed login attempts. Try again later.",
    "You have signed out.",
    "You must type the same password each time.",
    "You're receiving this email because you or someone else has requested a password reset for"
    " your user account.\nIt can be safely ignored if you did not request a password reset."
    " Click the link below to reset your password.",
)
# Django has these, but with mistakes in them.
DJANGO = (
    "Enter only digits separated by commas.",
    "Please either submit a file or check the clear checkbox, not both.",
    "Select a valid choice. %(value)s is not one of the available choices.",
    "Select a valid choice. That choice is not one of the available choices.",
)
BORROWED = {"nn": (*ALLAUTH, *DJANGO)}
