"""Addresses of signing in, of one's own account and of settings.

Of allauth only what is listed here is routed.
"""

from __future__ import annotations

from allauth.account import views as account_views
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as passkeys
from django.urls import URLPattern, URLResolver, include, path, re_path

from greenroom.accounts.web import account, joining, members, signin, workspace
from greenroom.accounts.web.forms import PasswordForm, PasswordResetForm, SignInForm, StillYouForm
from greenroom.accounts.web.kept import SIGNED_IN, kept

ENTRANCE = "public: where strangers prove who they are; allauth limits the tries"
FORGOTTEN = "public: whoever forgot the password; the mailed key is the proof"

sign_in: list[URLPattern] = [
    path(
        "sign-in/",
        kept(signin.SignIn, "signin/login", door=ENTRANCE, form_class=SignInForm),
        name="account_login",
    ),
    path("sign-in/link/", signin.ask_for_link, name="ask-for-link"),
    path("sign-in/link/<str:secret>/", signin.follow_link, name="sign-in-link"),
    path("sign-in/passkey/", kept(passkeys.LoginWebAuthnView, door=ENTRANCE), name="mfa_login_webauthn"),
    path(
        "sign-in/second-step/",
        kept(mfa.AuthenticateView, "signin/second_step", door=ENTRANCE),
        name="mfa_authenticate",
    ),
    path(
        "sign-in/inactive/",
        kept(
            account_views.AccountInactiveView, "signin/inactive", door="public: says that an account is shut"
        ),
        name="account_inactive",
    ),
    path(
        "sign-out/",
        kept(account_views.LogoutView, "signin/sign_out", door="public: ends whatever session there is"),
        name="account_logout",
    ),
    path(
        "password/reset/",
        kept(
            account_views.PasswordResetView,
            "signin/password_reset",
            door=FORGOTTEN,
            form_class=PasswordResetForm,
        ),
        name="account_reset_password",
    ),
    path(
        "password/reset/sent/",
        kept(account_views.PasswordResetDoneView, "signin/password_reset_sent", door=FORGOTTEN),
        name="account_reset_password_done",
    ),
    re_path(
        r"^password/reset/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        kept(account_views.PasswordResetFromKeyView, "signin/password_new", door=FORGOTTEN),
        name="account_reset_password_from_key",
    ),
    path(
        "password/reset/done/",
        kept(account_views.PasswordResetFromKeyDoneView, "signin/password_done", door=FORGOTTEN),
        name="account_reset_password_from_key_done",
    ),
    path("set-up/", joining.set_up, name="set-up"),
    path("invitation/<str:secret>/", joining.invitation, name="invitation"),
    path("no-workspace/", signin.no_workspace, name="no-workspace"),
]

own_account: list[URLPattern] = [
    path("account/", account.account, name="account"),
    path("account/email/", account.change_email, name="change-email"),
    path("account/email/<str:token>/", account.confirm_email, name="confirm-email"),
    path(
        "account/password/",
        kept(account_views.PasswordChangeView, "account/password", door=SIGNED_IN, form_class=PasswordForm),
        name="account_change_password",
    ),
    path(
        "account/password/first/",
        kept(account_views.PasswordSetView, "account/password", door=SIGNED_IN),
        name="account_set_password",
    ),
    path("account/sessions/", account.sessions, name="sessions"),
    path("account/sessions/end-others/", account.end_other_sessions, name="end-other-sessions"),
    path("account/sessions/<int:session_id>/end/", account.end_session, name="end-session"),
    path("account/workspaces/", signin.workspaces, name="workspaces"),
    path("account/workspaces/switch/", signin.switch_workspace, name="switch-workspace"),
    path(
        "account/confirm/",
        kept(
            account_views.ReauthenticateView,
            "account/confirm_password",
            door=SIGNED_IN,
            form_class=StillYouForm,
        ),
        name="account_reauthenticate",
    ),
    path(
        "account/confirm/code/",
        kept(mfa.ReauthenticateView, "account/confirm_code", door=SIGNED_IN),
        name="mfa_reauthenticate",
    ),
    path(
        "account/confirm/passkey/",
        kept(passkeys.ReauthenticateWebAuthnView, "account/confirm_passkey", door=SIGNED_IN),
        name="mfa_reauthenticate_webauthn",
    ),
]

second_step: list[URLPattern] = [
    path("", kept(mfa.IndexView, "account/two_step", door=SIGNED_IN), name="mfa_index"),
    path(
        "app/add/",
        kept(totp.ActivateTOTPView, "account/app_add", door=SIGNED_IN),
        name="mfa_activate_totp",
    ),
    path(
        "app/remove/",
        kept(totp.DeactivateTOTPView, "account/app_remove", door=SIGNED_IN),
        name="mfa_deactivate_totp",
    ),
    path(
        "codes/",
        kept(recovery.ViewRecoveryCodesView, "account/codes", door=SIGNED_IN),
        name="mfa_view_recovery_codes",
    ),
    path(
        "codes/new/",
        kept(recovery.GenerateRecoveryCodesView, "account/codes_new", door=SIGNED_IN),
        name="mfa_generate_recovery_codes",
    ),
    path(
        "codes/download/",
        kept(recovery.DownloadRecoveryCodesView, door=SIGNED_IN),
        name="mfa_download_recovery_codes",
    ),
    path(
        "passkeys/",
        kept(passkeys.ListWebAuthnView, "account/passkeys", door=SIGNED_IN),
        name="mfa_list_webauthn",
    ),
    path(
        "passkeys/add/",
        kept(passkeys.AddWebAuthnView, "account/passkey_add", door=SIGNED_IN),
        name="mfa_add_webauthn",
    ),
    path(
        "passkeys/<int:pk>/rename/",
        kept(passkeys.EditWebAuthnView, "account/passkey_rename", door=SIGNED_IN),
        name="mfa_edit_webauthn",
    ),
    path(
        "passkeys/<int:pk>/remove/",
        kept(passkeys.RemoveWebAuthnView, "account/passkey_remove", door=SIGNED_IN),
        name="mfa_remove_webauthn",
    ),
]

settings: list[URLPattern] = [
    path("settings/", members.settings, name="settings"),
    path("settings/invitations/", members.invite, name="invite"),
    path(
        "settings/invitations/<uuid:invitation_id>/withdraw/",
        members.withdraw_invitation,
        name="withdraw-invitation",
    ),
    path("settings/members/<uuid:member_id>/role/", members.change_role, name="change-role"),
    path("settings/members/<uuid:member_id>/remove/", members.remove_member, name="remove-member"),
    path("settings/workspace/", workspace.workspace_settings, name="workspace-settings"),
    path("settings/engines/", workspace.engines, name="engines"),
    path("settings/engines/probe/", workspace.probe_engine, name="probe-engine"),
    path("settings/audit/", workspace.audit, name="audit"),
    path("brand/<str:accent>.css", workspace.brand, name="brand"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    *sign_in,
    *own_account,
    path("account/two-step/", include(second_step)),
    *settings,
]
